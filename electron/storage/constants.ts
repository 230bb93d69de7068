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
