/** The numbers of the headless messenger's lines, each with its reason. */

/** Longest line taken: the longest text with every letter escaped is 96 kB, a paste with an invite less. */
export const LINE_BYTES_MAX = 1_048_576;
/** Actions under way at once; more wait in the pipe, so whoever writes is held back. */
export const ACTIONS_AT_ONCE = 64;
/** Bytes that wait for a slow reader before events are left out and counted: some thousand events. */
export const OUT_BYTES_MAX = 8_388_608;
/** Letters of an action's `id`. */
export const ID_CHARS_MAX = 64;
/** Text of a message; the messenger itself says what is too long in bytes. */
export const TEXT_CHARS_MAX = 16_000;
/** Text in which an invite may be hidden: a mail. */
export const INVITE_TEXT_CHARS_MAX = 100_000;
/** Letters of a file's path: what Linux takes. */
export const FILE_CHARS_MAX = 4_096;
/** Names of people, groups, settings: longer than any that is taken, which the messenger itself checks. */
export const NAME_CHARS_MAX = 1_000;
/** Photos in one album (product.md "Photos"). */
export const ALBUM_PHOTOS_MAX = 100;
/** Persons added to a group by one action: a whole group. */
export const PERSONS_MAX = 200;
/** Bytes written at once when a photo is saved. */
export const SAVE_PIECE_BYTES = 1_048_576;
/** A passphrase file is read to this length: a line, not a disk image. */
export const PASSPHRASE_BYTES_MAX = 4_096;
/** How finely the event loop's delay is looked at. */
export const LOOP_DELAY_STEP_MS = 2;
/** People one invite may bring, and conversations pinned: the messenger itself says what is too many. */
export const INVITE_USES_MAX = 1_000;
export const PINS_MAX = 1_000;
/** Hits of a search in one answer: a long screen. */
export const SEARCH_HITS_MAX = 100;
/** A voice message as a file: an hour of speech. */
export const VOICE_FILE_BYTES_MAX = 33_554_432;
/** Steps of a voice message's waveform (messenger.ts `sendVoice`). */
export const WAVEFORM_STEPS_MAX = 100;
/** The highest port there is. */
export const PORT_MAX = 65_535;
