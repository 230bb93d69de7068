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
/** Longest question to the search, in UTF-16 units (contract). */
export const SEARCH_CHARS_MAX = 200;
/** Text in which an invite is looked for (contract). */
export const INVITE_TEXT_CHARS_MAX = 100_000;

/** Longest text that asks somebody to become a contact, in UTF-16 units (contract). */
export const REQUEST_TEXT_CHARS_MAX = 1_000;

/** Largest picture file in which a QR code is looked for: a phone's photo of a screen fits. */
export const QR_PHOTO_BYTES_MAX = 20 * 1024 * 1024;
/** Most pixels a picture may claim that the page itself unpacks: 24 megapixels unpack to 96 MB. */
export const UNPACKED_PIXELS_MAX = 24_000_000;
/** The edge in px to which larger ones are made smaller: the code of the longest invite has 120 modules, 10 px each. */
export const UNPACKED_EDGE_PX_MAX = 2_048;
/** The edge in px of the part of a picture that is shown of a person or a group: the main process makes it 256. */
export const CROP_EDGE_PX = 512;
/** A fourth of the width of a camera's picture is still sharp enough for that. */
export const CROP_ZOOM_MAX = 4;
/** An arrow key moves the picture by this part of what is seen of it. */
export const CROP_STEP = 0.05;
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

/** The whole state is asked for again so long after an answer failed; after the last of these the window says so. */
export const STATE_RETRY_MS: readonly number[] = [300, 1_500, 5_000];

/** Rows of the list of chats that are drawn before its height is known: a tall screen full of them. */
export const FIRST_ROWS = 40;
/** Drawn above and below those in sight, in px: most of a screen, for a quick hand. */
export const LIST_BUFFER_PX = 600;
/** Messages loaded at a time: two screenfuls (libraries.md: pages of 50 to 100). */
export const PAGE_MESSAGES = 50;
/** Distance from either end, in px, at which more of a chat is asked for: it arrives before the edge is reached. */
export const LOAD_WITHIN_PX = 1_200;
/** Distance from the bottom, in px, that still counts as being at the bottom: a line of text and its margin. */
export const AT_BOTTOM_WITHIN_PX = 48;
/** How long a list may take to find a row it has not measured, in ms: virtua gives up after 150. */
export const SETTLE_MS = 200;
/** Rendered beyond the visible part of a chat, in px: fewer blank edges in a fast fling (libraries.md). */
export const CHAT_BUFFER_PX = 600;

/** Messages held of the open chat before the far end is let go: enough that nobody scrolls to and fro over an edge ... */
export const PAGE_HELD_MAX = 400;
/** ... and kept of them then. */
export const PAGE_HELD_KEPT = 300;
/** Messages held at most while one scrolls down without a rest: letting go above makes the list jump a little then. */
export const PAGE_SCROLLING_MAX = 2_000;
/** News heard while a part of a chat is on its way: more, and that part is asked for anew. */
export const PAGE_HEARD_MAX = 1_000;

/** How long a message that was jumped to stands out, in ms: the eye has found it by then. */
export const FOUND_SHOWN_MS = 1_600;
/** Frames within which a list that was scrolled to a message has drawn it. */
export const FOUND_FRAMES_MAX = 20;
/** Ways back that are remembered, one for each quote followed. */
export const RETURNS_MAX = 20;

/** Rest after the last key before a search is asked for, in ms: less than a glance at the list. */
export const SEARCH_REST_MS = 120;
/** Messages asked for at a time: two screenfuls of the list. */
export const SEARCH_HITS = 30;
/** Messages found that are shown at most: nobody reads on, another word helps more. */
export const SEARCH_SHOWN_MAX = 600;
/** Distance from the end of the list, in px, at which more is asked for. */
export const SEARCH_MORE_WITHIN_PX = 400;

/** Chats shown under what was typed in the quick switcher: more letters find the others. */
export const ALL_CHATS_SHOWN_MAX = 200;

/** Messages of one person closer together than this are one group. Longer, and a time between them says something. */
export const GROUP_GAP_MS_MAX = 5 * 60_000;
/** Marks on one letter of a pasted text: what Unicode calls safe for programs (UAX 15, "Stream-Safe"); beyond it a field stands still. */
export const PASTED_MARKS_MAX = 30;
/** Longest text that is pasted into any field: a whole mail with an invite in it, and still drawn in a moment. */
export const PASTE_CHARS_MAX = 100_000;
/** A text of at most this many emoji and nothing else is shown large. */
export const BIG_EMOJI_COUNT_MAX = 3;
/** Marks drawn on one letter: no script needs more, and more grow over the lines around them. */
export const MARKS_ON_A_LETTER_MAX = 4;
/** Letters of a text shown before *Show all*: a window full. */
export const SHORT_TEXT_CHARS = 2_400;
/** Lines of a text shown before *Show all*: a window full. */
export const SHORT_TEXT_LINES = 40;
/** Emoji in a row of the table (EmojiPicker.module.css has the same). */
export const EMOJI_COLUMNS = 8;
/** Emoji found that are shown: another word finds the others. */
export const EMOJI_FOUND_MAX = 96;
/** Emoji chosen last that are offered first: three rows. */
export const RECENT_EMOJI_MAX = 24;
/** Rest after the last key before a draft is written, in ms: less than what anybody would mind to lose. */
export const DRAFT_KEPT_AFTER_MS = 400;
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

/** Sizes of text that can be chosen, in per cent: a browser's steps (electron/shell/zoom.ts has the same). */
export const TEXT_PERCENTS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** Longest address handed to the browser, in UTF-16 units (contract). */
export const LINK_URL_CHARS_MAX = 8_192;
/** Files lent at once (contract). */
export const LENT_FILES_MAX = 100;
/** Longest recording, in ms (contract): an hour. */
export const VOICE_MS_MAX = 60 * 60_000;
/** Steps of a waveform (contract). */
export const WAVEFORM_STEPS_MAX = 100;
/** Messages with content still missing that are said to be on screen (contract: 100). */
export const LOOKED_AT_MAX = 100;
/** A recording shorter than this was a slip of the finger. */
export const VOICE_MS_MIN = 500;
/** Loudness is looked at this often: a waveform moves as smoothly as the eye asks for. */
export const VOICE_LEVEL_MS = 50;
/** Sound of a voice, in bits per second: clear speech in 3 kB a second. */
export const VOICE_BITS_PER_SECOND = 24_000;
/** How far an arrow key moves in a recording, in ms. */
export const VOICE_STEP_MS = 5_000;

/** Largest film sent as a clip (messenger: CLIP_FILE_BYTES_MAX). */
export const CLIP_FILE_BYTES_MAX = 2_147_483_648;
/** Where in a film its picture is taken, in seconds: the first one is often black. */
export const POSTER_AT_S = 1;
/** Edge of that picture: what a thumbnail is made of. */
export const POSTER_EDGE_PX = 1_280;
/** A film that shows nothing by then can't be played here. */
export const POSTER_MS_MAX = 15_000;
/** Files looked at in folders that are dropped: a year of photos. More were not meant. */
export const FOLDER_FILES_MAX = 2_000;
/** Longest passphrase (contract). */
export const PASSPHRASE_CHARS_MAX = 1_024;
/** Shortest passphrase that is taken (electron/storage: PASSPHRASE_CHARS_MIN): below it, trying all is quick. */
export const PASSPHRASE_CHARS_MIN = 8;
/** Rescue words as they are typed or pasted (contract). */
export const WORDS_CHARS_MAX = 1_000;
/** One rescue word as it is typed (contract). */
export const RESCUE_WORD_CHARS_MAX = 64;
/** A seeds.json as text (contract). */
export const SEEDS_CHARS_MAX = 1_048_576;
/** What may be carried for others, in bytes a second; the last is all that is ever taken (contract). */
export const CARRY_BYTES_PER_SECOND_CHOICES = [65_536, 262_144, 524_288] as const;
/** Room that content may take before one is asked, in bytes. */
export const QUOTA_BYTES_CHOICES = [2_000_000_000, 10_000_000_000, 50_000_000_000] as const;
/** Between two looks at the network while its settings are in sight. */
export const NETWORK_LOOK_MS = 3_000;

/** Messages of a gallery loaded at a time: several screens of photos (contract: PAGE_MESSAGES_MAX). */
export const GALLERY_MESSAGES = 60;

/** A frame is waited for no longer than this before the work behind it is done: some frames of a slow machine. */
export const FRAME_WAIT_MS_MAX = 100;
/** Work that can be done in parts lets keys go before it so often: half a frame. */
export const TURN_MS_MAX = 8;

/** From so many photos and files on all of them can be taken out at once: fewer are sooner taken out one by one. */
export const TRAY_EMPTIED_MIN = 4;
