/** Wait for the answer to `request`, line and search included: a first search takes some seconds. */
export const REQUEST_MS = 30_000;

/** Channels of one type that wait for a program to take them; those beyond are dropped in silence. Each holds one packet. */
export const CHANNELS_WAITING_MAX = 256;

/** Events that wait for a program's loop; the oldest leaves. Each says how things are, so the newest count. */
export const EVENTS_WAITING_MAX = 256;

/** Wait for the head of an answer, and of a request once its channel has begun. */
export const THTP_ANSWER_MS = 30_000;
export const THTP_HEAD_MS = 10_000;

/** Silence in the middle of a body that ends it: as long as a reliable channel lives without any acknowledgement. */
export const THTP_IDLE_MS = 70_000;

/** How long a handler may take for the head of its answer. The reference forgets its request after some 10 s. */
export const THTP_HANDLER_MS = 120_000;

/** A body that is as long as it said is over, whether or not its end follows within this (the reference forgets some ends). */
export const THTP_END_MS = 2_000;

/** Requests that are answered at once, of one hashname and of all; those beyond get status 503. */
export const THTP_REQUESTS_PER_PEER_MAX = 16;
export const THTP_REQUESTS_MAX = 256;

/** Largest body that `bytes`, `text` and `json` collect unless told otherwise; larger ones are for the stream. */
export const THTP_COLLECTED_BYTES_MAX = 16 << 20;
