import { z } from 'zod';
import { Conversation } from './conversation-view.ts';
import { COPY_CHARS_MAX, NAME_CHARS_MAX } from './limits.ts';
import { AtMs, call, Hex64, Nothing } from './shapes.ts';
import { LockReason } from './start.ts';

/** The program itself: how it started, who is here, how the network does. */

export const Profile = z.strictObject({
  hashname: Hex64,
  name: z.string(),
  /** Changes with the picture: `media://picture/PERSON/PICTURE_ID`. */
  pictureId: z.string().optional(),
});

export const Network = z.strictObject({
  state: z.enum(['starting', 'listening', 'offline', 'failed']),
  detail: z.string(),
  problem: z.enum(['port-taken', 'address-unavailable', 'network-denied']).optional(),
});

export const Notice = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('key-in-file') }),
  z.strictObject({ name: z.literal('port-changed'), wanted: z.number().int(), got: z.number().int() }),
  /** The person went on to another computer. */
  z.strictObject({ name: z.literal('moved'), atMs: AtMs }),
  /** The store was damaged: an older state of it is in use. */
  z.strictObject({ name: z.literal('recovered'), fromAtMs: AtMs }),
  /** The store was damaged: what could be read of it is in use. */
  z.strictObject({
    name: z.literal('salvaged'),
    saved: z.number().int().nonnegative(),
    areMessagesHarmed: z.boolean(),
    arePeopleHarmed: z.boolean(),
  }),
  z.strictObject({ name: z.literal('copy-trouble'), problem: z.enum(['folder-missing', 'disk-full', 'failed']) }),
  /** There are contacts, and the rescue words were never written down. */
  z.strictObject({ name: z.literal('no-rescue-words') }),
  /** What arrives waits at its sender until there is room. */
  z.strictObject({ name: z.literal('disk-full') }),
]);

export const NoticeName = z.enum([
  'key-in-file',
  'port-changed',
  'moved',
  'recovered',
  'salvaged',
  'copy-trouble',
  'no-rescue-words',
  'disk-full',
]);

export const Theme = z.enum(['system', 'light', 'dark']);

/** Why the app can't open its data: nothing in it is changed, and the window says what to do. */
export const StartProblem = z.enum([
  'folder-not-writable',
  'folder-in-use',
  'store-newer',
  'store-damaged',
  'key-missing',
  'passphrase-needed',
  'internal',
]);
export type StartProblem = z.infer<typeof StartProblem>;

export const AppState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('starting') }),
  /** The store waits for a secret: `unlock`. */
  z.strictObject({ phase: z.literal('locked'), why: LockReason }),
  z.strictObject({ phase: z.literal('failed'), problem: StartProblem, detail: z.string() }),
  z.strictObject({
    phase: z.literal('ready'),
    version: z.string(),
    /** Null until the first run is done. */
    profile: Profile.nullable(),
    conversations: z.array(Conversation),
    network: Network,
    notices: z.array(Notice),
    theme: Theme,
  }),
]);

export const appCalls = {
  /** Everything the page needs to draw its first screen. Asked at start and after every reload. */
  getState: call({ input: Nothing, output: AppState, errors: [] }),
  /** The first screen is painted: what would have slowed it down may begin. */
  noteShown: call({ input: Nothing, output: Nothing, errors: [] }),
  /** First run: names this person. The keys were being made while they typed. */
  createProfile: call({
    input: z.strictObject({ name: z.string().min(1).max(NAME_CHARS_MAX) }),
    output: Profile,
    errors: ['bad-name', 'profile-exists', 'disk-full'],
  }),
  /** Puts text on the clipboard, after a key or a click; else the person is asked, and may refuse. */
  copyText: call({
    input: z.strictObject({ text: z.string().max(COPY_CHARS_MAX) }),
    output: Nothing,
    errors: ['refused'],
  }),
  /** Puts a notice away, over restarts too, until it is news again. */
  dismissNotice: call({ input: z.strictObject({ name: NoticeName }), output: Nothing, errors: [] }),
  setTheme: call({ input: z.strictObject({ theme: Theme }), output: Nothing, errors: [] }),
} as const;

export const appEvents = {
  /** The phase changed, or so much that the page should take everything anew. */
  stateChanged: AppState,
  networkChanged: Network,
  noticesChanged: z.array(Notice),
} as const;
