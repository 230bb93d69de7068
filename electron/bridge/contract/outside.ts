import { z } from 'zod';
import { FileProblem } from './files.ts';
import { LENT_FILES_MAX, LINK_URL_CHARS_MAX, PATH_CHARS_MAX, SAVE_KEYS_MAX } from './limits.ts';
import { Message } from './message-view.ts';
import { Count, call, InConversation, Nothing } from './shapes.ts';

/**
 * What goes between the messenger and the rest of this computer. The page never names a path: it hands over files that a
 * person chose or dropped, and is given tokens for them; where something is saved is chosen in the system's own dialog.
 */

/**
 * What the preload sends for files handed over: their paths, as Electron knows them, empty for what is not from this disk, and how
 * large the page sees them.
 */
export const LentPaths = z
  .array(z.strictObject({ path: z.string().max(PATH_CHARS_MAX), bytes: Count }))
  .max(LENT_FILES_MAX);
/** Its answers: the SHA-256 of what it was asked for; empty where it could not read the file. */
export const LendProofs = z
  .array(
    z.strictObject({ ticket: z.string().regex(/^[0-9a-f]{32}$/), sha256: z.string().regex(/^(?:[0-9a-f]{64})?$/) }),
  )
  .max(LENT_FILES_MAX);

/** Which bytes of a file the page must show before its path is believed: those of `parts` in their order, after `nonce`. */
export interface LendQuestion {
  readonly ticket: string;
  readonly nonce: Uint8Array;
  readonly parts: readonly { readonly at: number; readonly bytes: number }[];
}

export const LentFile = z.strictObject({
  /** Good until it was sent or given back. */
  token: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string(),
  bytes: Count,
  kind: z.enum(['file', 'folder', 'unreadable']),
});

const Token = LentFile.shape.token;
/** Names one blob of a message: `FileView.key` and its like. */
const Key = z.string().regex(/^[0-9a-f]{64}-\d{1,3}$/);
const OneContent = InConversation.extend({ key: Key });

export const SaveProblem = z.enum(['unknown-message', 'not-here-yet', 'disk-full', 'not-writable', 'failed']);
const errors = SaveProblem.options;

export const Saving = z.strictObject({
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  folder: z.string(),
  doneCount: Count,
  totalCount: Count,
  /** Not on this computer: left out. */
  missingCount: Count,
  problem: SaveProblem.optional(),
});

export const outsideCalls = {
  /** Sends a file that was lent. Answers once it is stored here, encrypted. */
  sendFile: call({
    input: InConversation.extend({ token: Token }),
    output: z.strictObject({ message: Message }),
    errors: [...FileProblem.options, 'not-lent'],
  }),
  /** Files that will not be sent. Unknown tokens are ignored. */
  giveBackFiles: call({
    input: z.strictObject({ tokens: z.array(Token).max(LENT_FILES_MAX) }),
    output: Nothing,
    errors: [],
  }),
  /** Asks where, and saves it there with the date it is from. No name: the person thought better of it. */
  saveContent: call({ input: OneContent, output: z.strictObject({ fileName: z.string().optional() }), errors }),
  /** Opens a file with the program the system has for it. Never a program itself. */
  openContent: call({ input: OneContent, output: Nothing, errors: [...errors, 'is-program', 'no-program-for-it'] }),
  /**
   * Asks for a folder and saves several into it, named by their dates; or all of a kind. How it goes is told by
   * `savingChanged`. `isStarted` is false if the person thought better of it.
   */
  saveAll: call({
    input: InConversation.extend({
      what: z.union([z.array(Key).min(1).max(SAVE_KEYS_MAX), z.enum(['album', 'file', 'voice'])]),
    }),
    output: z.strictObject({ isStarted: z.boolean() }),
    errors: ['unknown-conversation', 'busy'],
  }),
  stopSaving: call({ input: Nothing, output: Nothing, errors: [] }),
  /** Shows what was saved last in the system's file manager. */
  showSaved: call({ input: Nothing, output: Nothing, errors: [] }),
  /** Copies the picture drawn at this point of the page, in CSS pixels. */
  copyPicture: call({
    input: z.strictObject({ xPx: z.number().nonnegative(), yPx: z.number().nonnegative() }),
    output: Nothing,
    errors: [],
  }),
  /** Goes on with a drag that began on a picture as one of a file, out of the window. */
  dragOut: call({ input: OneContent, output: Nothing, errors }),
  /** Opens a web address in the browser, once the person has seen where it leads. Only http and https. */
  openLink: call({
    input: z.strictObject({ url: z.string().max(LINK_URL_CHARS_MAX) }),
    output: Nothing,
    errors: ['bad-link', 'no-program-for-it'],
  }),
  /** The microphone is open to the page between `isOn` and not, and at no other time. */
  openMicrophone: call({
    input: z.strictObject({ isOn: z.boolean() }),
    output: Nothing,
    errors: ['refused-by-system'],
  }),
} as const;

export const outsideEvents = {
  savingChanged: Saving,
} as const;
