/** Storage's numbers, each with its reason. */

/** Bytes of the database key: SQLCipher's raw key, AES-256. */
export const DATABASE_KEY_BYTES = 32;
/** A writer waits this long for a lock of another connection of ours; a checkpoint takes less. */
export const DATABASE_BUSY_MS = 5_000;
/** A copy of the app that is just ending may still hold the folder for this long. */
export const FOLDER_LOCK_WAIT_MS = 1_000;
/** GCM with its full tag and the nonce length it was made for (NIST SP 800-38D). */
export const GCM_NONCE_BYTES = 12;
export const GCM_TAG_BYTES = 16;
/** A folder and a file that only their owner may open. */
export const PRIVATE_FOLDER_MODE = 0o700;
export const PRIVATE_FILE_MODE = 0o600;
/** scrypt for passphrases and rescue words: 128 MiB and about a second on the machines of today (OWASP's highest setting). */
export const SCRYPT_COST = { logN: 17, r: 8, p: 1 } as const;
/** A file that asks for more memory than this is none of ours; later versions have room to grow. */
export const SCRYPT_MEMORY_BYTES_MAX = 1_073_741_824;
export const SCRYPT_P_MAX = 4;
/** Names of what a box locks: none passes for another. */
export const PASSPHRASE_BOX = 'hashline/passphrase/1\n';
export const RESCUE_KEY_BOX = 'hashline/rescue-key/1\n';
/** A passphrase in UTF-16 units: shorter ones are guessed whatever scrypt costs; longer ones are pasted by mistake. */
export const PASSPHRASE_CHARS_MIN = 8;
export const PASSPHRASE_CHARS_MAX = 1_024;
/** Chunk files flushed at the same time. Half of the four threads that Node keeps for such work: the other half is for what people
 * wait for, while a slow disk takes its time. Two together cost a third of two in a row; four a little less. */
export const FLUSHES_AT_ONCE = 2;
/** A database up to this size is read through at the start, in well under half a second; a larger one in the background. */
export const CHECK_AT_START_BYTES_MAX = 33_554_432;
/** Conversations whose tips are remembered: some hundred bytes for each member's log, of more than are ever busy at once. */
export const KNOWN_TIPS_MAX = 64;
/** SQLCipher 4 as the driver has it by default: page, and at the end of each what its encryption needs (AES-256-CBC, HMAC-SHA-512). */
export const CIPHER_PAGE_BYTES = 4_096;
export const CIPHER_SALT_BYTES = 16;
export const CIPHER_IV_BYTES = 16;
export const CIPHER_HMAC_BYTES = 64;
/** Pages by which a salt is tried: one that is proved is enough, and damage may cover many in a row. */
export const SALT_TRIES_MAX = 256;
/** Commits that may be cut off at the end of the log: the writer waits for each to be on the disk before it begins the next. */
export const WAL_COMMITS_UNSYNCED_MAX = 1;
