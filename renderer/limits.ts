/**
 * Every bound of the page. The first block repeats what electron/bridge/contract.ts allows, because a page takes only
 * types from there; `limits.test.ts` holds the two together.
 */

/** Longest text of one message, in UTF-16 units (contract). */
export const MESSAGE_CHARS_MAX = 16_000;
/** Longest name a person may have, in UTF-16 units (contract). */
export const NAME_CHARS_MAX = 64;
/** Largest picture file handed to the main process (contract). */
export const PHOTO_FILE_BYTES_MAX = 100 * 1024 * 1024;
/** Longest file name handed over with a picture (contract: 1,000). */
export const FILE_NAME_CHARS_MAX = 255;
/** Photos in one album (contract). */
export const ALBUM_PHOTOS_MAX = 100;
/** Longest caption of one photo, in UTF-16 units (contract). */
export const CAPTION_CHARS_MAX = 2_000;
/** Messages that one call may bring (contract). */
export const PAGE_MESSAGES_MAX = 100;
/** Longest emoji of a reaction, in UTF-16 units (contract). */
export const EMOJI_CHARS_MAX = 32;
/** Longest title of a group, in UTF-16 units (contract). */
export const GROUP_TITLE_CHARS_MAX = 64;
/** Text in which an invite is looked for (contract). */
export const INVITE_TEXT_CHARS_MAX = 100_000;

/** Longest text that asks somebody to become a contact, in UTF-16 units (contract). */
export const REQUEST_TEXT_CHARS_MAX = 1_000;

/** Largest picture file in which a QR code is looked for: a phone's photo of a screen fits. */
export const QR_PHOTO_BYTES_MAX = 20 * 1024 * 1024;
/** Most pixels such a picture may claim: 24 megapixels unpack to 96 MB. */
export const QR_PHOTO_PIXELS_MAX = 24_000_000;
/** The edge in px to which larger ones are made smaller: the code of the longest invite has 120 modules, 10 px each. */
export const QR_PHOTO_EDGE_PX_MAX = 2_048;
/** The reader takes 10 ms for a picture of a camera and 200 for the largest; after this it is stuck. */
export const QR_READ_TIMEOUT_MS = 5_000;
/** The camera is looked through this often: a code held into the picture is found at once, and the processor stays cool. */
export const SCAN_INTERVAL_MS = 150;
/** Pixels of one module of a code that is saved as a picture: sharp in a mail and on paper. */
export const QR_SAVED_MODULE_PX = 8;
/** While the list of neighbours is shown they are asked for this often; who came in is there within a breath. */
export const NEARBY_LOOK_INTERVAL_MS = 3_000;

/** A mute without an end: the last moment that a date can name. */
export const MUTED_FOR_EVER_MS = 8_640_000_000_000_000;

/** Messages loaded at a time: two screenfuls (libraries.md: pages of 50 to 100). */
export const PAGE_MESSAGES = 50;
/** Distance from the top, in px, at which older messages are asked for: they arrive before the edge is reached. */
export const LOAD_OLDER_WITHIN_PX = 1_200;
/** Distance from the bottom, in px, that still counts as being at the bottom: a line of text and its margin. */
export const AT_BOTTOM_WITHIN_PX = 48;
/** Rendered beyond the visible part of a chat, in px: fewer blank edges in a fast fling (libraries.md). */
export const CHAT_BUFFER_PX = 600;

/** How far up a chat is loaded at once to find where its unread messages begin. */
export const UNREAD_SEARCH_MESSAGES_MAX = 1_000;

/** How far up a chat is loaded to find a message that a quote names. */
export const QUOTE_SEARCH_MESSAGES_MAX = 2_000;
/** How long a message that was jumped to stands out, in ms: the eye has found it by then. */
export const FOUND_SHOWN_MS = 1_600;

/** Messages of one person closer together than this are one group. Longer, and a time between them says something. */
export const GROUP_GAP_MS_MAX = 5 * 60_000;
/** A text of at most this many emoji and nothing else is shown large. */
export const BIG_EMOJI_COUNT_MAX = 3;
/** Characters left at which the composer begins to say so. */
export const CHARS_LEFT_SHOWN = 500;

/** How long "Copied" stands on a button: long enough to be read, short enough not to be there the next time. */
export const CONFIRMATION_MS = 2_000;
/** Starting that takes longer than this says so; shorter, and the words would only flash. */
export const STARTING_SHOWN_AFTER_MS = 600;
/** How long a note stays: two short sentences read slowly. Hovering or focusing it stops the clock. */
export const TOAST_MS = 8_000;

/** Photos of an album shown in the chat; the rest is behind "+n" and in the viewer. */
export const ALBUM_TILES_MAX = 8;
