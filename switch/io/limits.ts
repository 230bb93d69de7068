/** Public RSA keys kept parsed: reading one takes 0.1 ms, as long as five verifies. Strangers fill this; the oldest leaves. */
export const RSA_KEYS_CACHED_MAX = 256;

/** Bytes taken from the system's generator at a time: a call costs 1.8 us whatever its size, and every packet asks for 16. */
export const RANDOM_POOL_BYTES = 4096;
