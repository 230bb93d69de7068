import { z } from 'zod';
import { SPELLING_LANGUAGES_MAX } from './limits.ts';
import { AtMs, ConversationId, call, Nothing } from './shapes.ts';

/** The app among the other programs of this computer: notifications, notification area, start, spelling, updates. */

/** What a notification may say to whoever sees the screen. */
export const NotificationLevel = z.enum(['name-and-text', 'name', 'nothing']);

const Notifications = z.strictObject({
  /** Whether this system has any. */
  isSupported: z.boolean(),
  isOn: z.boolean(),
  level: NotificationLevel,
  hasSound: z.boolean(),
  /** None at all until then. */
  quietUntilMs: AtMs.optional(),
});

const Spelling = z.strictObject({
  /** `dictionaries`: by those found on this computer. `nobody`: it has none, and none is fetched. */
  by: z.enum(['system', 'dictionaries', 'nobody']),
  isOn: z.boolean(),
  /** Languages that have a dictionary here ("de-DE"), and those of them in use. */
  available: z.array(z.string()),
  languages: z.array(z.string()),
});

const Updates = z.strictObject({
  /**
   * How this copy gets newer: it can fetch and check one itself; it only knows a page; the system's packages bring them; it was
   * built without an address.
   */
  way: z.enum(['itself', 'page', 'packages', 'none']),
  /** Absent: not asked yet, and nothing was looked for. */
  isAgreed: z.boolean().optional(),
  state: z.enum(['unknown', 'looking', 'newest', 'found', 'fetching', 'ready', 'failed', 'not-trusted']),
  /** The one that was found. */
  version: z.string().optional(),
  page: z.string().optional(),
});

export const Desktop = z.strictObject({
  notifications: Notifications,
  /** Closing the window: `staysOnClose` absent until the person was asked. */
  tray: z.strictObject({ hasTray: z.boolean(), staysOnClose: z.boolean().optional() }),
  /** `isOffered`: it is the second day, and they have not said what they want. */
  start: z.strictObject({ isPossible: z.boolean(), isOn: z.boolean(), isOffered: z.boolean() }),
  spelling: Spelling,
  updates: Updates,
});

/** What the application menu asks the page to do. */
export const MenuCommand = z.enum(['add-someone', 'new-group', 'settings', 'shortcuts']);

export const desktopCalls = {
  getDesktop: call({ input: Nothing, output: Desktop, errors: [] }),
  setNotifications: call({
    input: z.strictObject({
      isOn: z.boolean().optional(),
      level: NotificationLevel.optional(),
      hasSound: z.boolean().optional(),
      /** 0: not quiet any more. */
      quietUntilMs: AtMs.optional(),
    }),
    output: Nothing,
    errors: [],
  }),
  /** Shows a real one, as it would look, and tells whether the system says that it did. */
  testNotification: call({
    input: Nothing,
    output: z.strictObject({ wasShown: z.boolean() }),
    errors: ['not-supported'],
  }),
  /** The chat that is open in the window: nobody is notified of what they see. */
  tellInView: call({
    input: z.strictObject({ conversationId: ConversationId.optional() }),
    output: Nothing,
    errors: [],
  }),
  /** Answers `closeAsked`, and sets it for the next times. */
  answerClose: call({ input: z.strictObject({ stays: z.boolean() }), output: Nothing, errors: [] }),
  setStaysOnClose: call({ input: z.strictObject({ stays: z.boolean() }), output: Nothing, errors: [] }),
  /** Start with the system or not; either way it is not offered again. */
  setStart: call({ input: z.strictObject({ isOn: z.boolean() }), output: Nothing, errors: ['failed'] }),
  setSpelling: call({
    input: z.strictObject({
      isOn: z.boolean(),
      languages: z.array(z.string().max(35)).max(SPELLING_LANGUAGES_MAX).optional(),
    }),
    output: Nothing,
    errors: [],
  }),
  /** Whether to look for newer versions now and then. Nothing is asked of anybody before it was said once. */
  setUpdates: call({ input: z.strictObject({ isAgreed: z.boolean() }), output: Nothing, errors: [] }),
  lookForUpdate: call({ input: Nothing, output: Nothing, errors: ['not-agreed'] }),
  /** Fetches what was found, and when it is there ends the app and starts the new one. */
  installUpdate: call({ input: Nothing, output: Nothing, errors: ['nothing-found'] }),
  /** Opens the page with the newest version in the browser. */
  openUpdatePage: call({ input: Nothing, output: Nothing, errors: ['no-page'] }),
} as const;

export const desktopEvents = {
  desktopChanged: Desktop,
  /** A notification was clicked. */
  chatOpened: z.strictObject({ conversationId: ConversationId }),
  /** Somebody asks to be a contact, and their notification was clicked. */
  requestsOpened: z.strictObject({}),
  /** The window was closed for the first time: stay in the notification area, or end? */
  closeAsked: z.strictObject({}),
  menuChosen: z.strictObject({ command: MenuCommand }),
} as const;
