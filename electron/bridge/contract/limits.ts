/** Bounds of what may cross the bridge, each with its reason. */

/** Longest text of one message, in UTF-16 units (WIRE.md "text"). */
export const MESSAGE_CHARS_MAX = 16_000;
/** Longest name a person may have, in UTF-16 units (WIRE.md "_hello"). */
export const NAME_CHARS_MAX = 64;
/** Largest picture file taken from the page at once: any camera's photo fits, a video does not freeze the window. */
export const PHOTO_FILE_BYTES_MAX = 100 * 1024 * 1024;
/** The picture of a clip, drawn by the page: full HD as PNG (messenger: CLIP_POSTER_BYTES_MAX). */
export const CLIP_POSTER_BYTES_MAX = 8_388_608;
/** Photos in one album (product.md "Photos"). */
export const ALBUM_PHOTOS_MAX = 100;
/** Longest caption of one photo, in UTF-16 units; all captions of an album: 16 KiB (app-protocol.md "Photos"). */
export const CAPTION_CHARS_MAX = 2_000;
/** Messages in one page of a chat: a screenful and its margins. */
export const PAGE_MESSAGES_MAX = 100;
/** Text in which an invite may be hidden: a pasted mail. */
export const INVITE_TEXT_CHARS_MAX = 100_000;
/** Longest emoji of a reaction, in UTF-16 units: families with skin tones fit (messenger: EMOJI_CHARS_MAX). */
export const EMOJI_CHARS_MAX = 32;
/** Longest title of a group, in UTF-16 units (the same rule as for names). */
export const GROUP_TITLE_CHARS_MAX = 64;
/** People in one group (messenger: GROUP_MEMBERS_MAX). */
export const GROUP_MEMBERS_MAX = 200;
/** Longest text copied to the clipboard on the page's behalf. */
export const COPY_CHARS_MAX = 100_000;
/** A hashname as people type it: 64 hex digits, with room for spaces and a prefix to be told of. */
export const HASHNAME_CHARS_MAX = 200;
/** Longest text of a request, in UTF-16 units (messenger: REQUEST_CHARS_MAX). */
export const REQUEST_TEXT_CHARS_MAX = 1_000;
/** Longest question to the search (messenger: SEARCH_TEXT_CHARS_MAX). */
export const SEARCH_CHARS_MAX = 200;
/** Conversations that can be pinned (messenger: PINS_MAX). */
export const PINNED_MAX = 20;
/** Largest recording taken from the page: an hour at 64 kbit/s. */
export const VOICE_BYTES_MAX = 33_554_432;
/** Longest recording. */
export const VOICE_MS_MAX = 60 * 60_000;
/** Largest picture of a code: a thousand pixels a side in black and white has a tenth of it. */
export const QR_PICTURE_BYTES_MAX = 1024 * 1024;
/** Longest file name that is suggested, in UTF-16 units: every file system takes it. */
export const FILE_NAME_CHARS_MAX = 255;
/** Languages in which spelling is checked at once: each costs every typed word a look. */
export const SPELLING_LANGUAGES_MAX = 8;
/** Longest passphrase (storage: PASSPHRASE_CHARS_MAX). */
export const PASSPHRASE_CHARS_MAX = 1_024;
/** Twelve rescue words as they are typed or pasted, with room for numbers, commas and line breaks between them. */
export const WORDS_CHARS_MAX = 1_000;
/** One rescue word as it is typed; the longest of the list has 8 letters. */
export const RESCUE_WORD_CHARS_MAX = 64;
/** Longest address handed to the browser, in UTF-16 units: more than any browser's own bar shows. */
export const LINK_URL_CHARS_MAX = 8_192;
/** Files lent to be sent at once; more are dropped by mistake, and said to be too many. */
export const LENT_FILES_MAX = 100;
/** Longest path of any system we run on: Windows, 32,767 UTF-16 units. */
export const PATH_CHARS_MAX = 32_768;
/** Photos and files chosen one by one to be saved; a whole gallery is saved by its kind. */
export const SAVE_KEYS_MAX = 5_000;
/** What may be carried for others, in bytes a second (messenger: CARRY_BYTES_PER_SECOND_MAX). */
export const CARRY_BYTES_PER_SECOND_MAX = 524_288;
/** A seeds.json as text: 256 entries with keys of all sets have 300 kB. */
export const SEEDS_CHARS_MAX = 1_048_576;
