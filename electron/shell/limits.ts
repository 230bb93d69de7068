/** The shell's numbers, each with its reason. */

/** The narrowest window in which the list or a chat still reads well; a phone's width, as the page is designed for. */
export const WINDOW_WIDTH_PX_MIN = 360;
export const WINDOW_HEIGHT_PX_MIN = 480;
/** First size: two columns and a line length that is pleasant to read. */
export const WINDOW_WIDTH_PX = 1_080;
export const WINDOW_HEIGHT_PX = 760;
/** Of a remembered window at least this much of its title bar must be on a display, or it could not be taken hold of. */
export const WINDOW_GRIP_PX = 80;
/** A page that dies more often than this within the minute has a bug that another load by itself won't heal: the person is told. */
export const PAGE_RELOADS_MAX = 1;
export const PAGE_RELOADS_WINDOW_MS = 60_000;

/** The network waits for the first screen to be painted, and for a page that never says so no longer than this: five times a slow start. */
export const FIRST_SIGHT_MS_MAX = 10_000;

/** Conversations that changed, in one message to the page: it takes them in a fraction of a frame, and a key between two messages. */
export const CONVERSATIONS_TOLD_AT_ONCE = 50;

/** How long a key or a click counts as meant for what follows it; as long as in Chromium for a page's own needs. */
export const GESTURE_LASTS_MS = 5_000;

/** Time to say goodbye and close the store when the window is closed; then we leave anyway: what was said is on disk. */
export const STOP_TIMEOUT_MS = 5_000;

/** Longest link or file name taken from a command line; an invite with four seeds has under 3,000 characters. */
export const LINK_CHARS_MAX = 8_192;

/** Bytes read and decrypted at once for a picture on screen: small beside a frame, large beside the call. */
export const PHOTO_PIECE_BYTES = 256 * 1024;

/** One log file; with the one before it at most twice this. */
export const LOG_FILE_BYTES_MAX = 1024 * 1024;

/** One picture in the decoder, from bytes to thumbnail. A 100-megapixel photo takes 3 s on a slow machine, ten times that behind others. */
export const IMAGE_TIMEOUT_MS = 60_000;
/** Opening the decoder's window. */
export const IMAGE_WINDOW_TIMEOUT_MS = 15_000;
/** The decoder's window takes 60 MB: closed when no picture came for this long. */
export const IMAGE_WINDOW_IDLE_MS = 60_000;
/** Pictures waiting for the decoder; more are an error of the caller, who stages at most 100. */
export const IMAGE_QUEUE_MAX = 256;
/** What the decoder may give back at most: a 2,048 px picture of pure noise in PNG is 17 MB. */
export const IMAGE_RESULT_BYTES_MAX = 32 * 1024 * 1024;
/** A ThumbHash has at most 25 bytes. */
export const THUMBHASH_BYTES_MAX = 25;

/** News of one conversation that come closer together than this are told once: long enough for a backlog, short enough to feel at once. */
export const NOTIFICATION_GATHER_MS = 700;
/** Text in a notification; systems cut at 100 to 250. */
export const NOTIFICATION_TEXT_CHARS_MAX = 200;
/** A system that has shown nothing by then says it won't. */
export const NOTIFICATION_SHOWN_WITHIN_MS = 2_000;
/** *Mute for an hour*. */
export const QUIET_HOUR_MS = 60 * 60_000;
/** Asking the session bus who draws a notification area; a bus that hangs must not hold the start. */
export const TRAY_QUESTION_TIMEOUT_MS = 1_500;
/** The offer to start with the system comes on the second day: by then they know what it would be for. */
export const START_OFFER_AFTER_MS = 20 * 60 * 60_000;
/** Suggestions for a misspelt word, as in any editor. */
export const SPELLING_SUGGESTIONS_MAX = 5;

/** A manifest of a version: names, sizes and sums of a dozen packages are 3 KB. */
export const UPDATE_MANIFEST_BYTES_MAX = 64 * 1024;
/** Fetching manifest and signature. */
export const UPDATE_FETCH_TIMEOUT_MS = 30_000;
/** Looking for newer versions, once the person agreed: a day, as they are rare. The first look leaves the start alone. */
export const UPDATE_LOOK_EVERY_MS = 24 * 60 * 60_000;
export const UPDATE_FIRST_LOOK_MS = 10 * 60_000;
/** Files and folders chosen in dialogs that the page may still name: one dialog is open at a time. */
export const PICKS_MAX = 16;
/** A larger file is no rescue file and is not read (messenger: RESCUE_FILE_BYTES_MAX). */
export const RESCUE_FILE_BYTES_MAX = 16 * 1024 * 1024;

/** Files handed over and not yet sent, in all chats: several full trays. The oldest are forgotten first. */
export const LENT_AT_ONCE_MAX = 1_000;
/** A file up to this size is shown whole before its path is believed: keys and settings, which are worth stealing, are all smaller. */
export const LEND_WHOLE_BYTES_MAX = 256 * 1024;
/** Of a larger one its two ends, where no file is empty, and as many pieces between them: who can guess all of them has the file. */
export const LEND_END_BYTES = 64 * 1024;
export const LEND_PIECE_BYTES = 4 * 1024;
export const LEND_PIECES = 16;
/** Wrong proofs in one run, after which no file is taken any more: a file that changes in that moment is rare, a page that guesses is not. */
export const LEND_GUESSES_MAX = 32;

/** Bytes read, decrypted and written at once while saving: a large file is never in memory. */
export const SAVE_PIECE_BYTES = 1024 * 1024;
/** How long a plain copy for another program lies on the disk: programs read what they open at once, and a film that plays is held open. */
export const PASSING_COPY_MS = 3_600_000;
/** Numbers tried after a name that is taken: photos of one second, saved into the same folder again and again. */
export const SAVED_NAME_TRIES_MAX = 10_000;
/** Messages read at once while a whole gallery is saved (messenger: PAGE_MESSAGES_MAX). */
export const GALLERY_PAGE_MESSAGES = 100;
