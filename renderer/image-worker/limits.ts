/** The decoder's numbers, each with its reason. */

/** Pixels decoded at most: 100 megapixels take 400 MB while they are decoded. */
export const PIXELS_MAX = 100_000_000;
/** Quality of the copy that is sent (app-protocol.md "Photos"). */
export const JPEG_QUALITY = 0.82;
/** Of the small copy: half the bytes, and still a photo. */
export const SMALL_QUALITY = 0.72;
/** A thumbnail travels inside an event as at most 24 KiB of base64url (WIRE.md "Event"): three quarters of that in bytes. */
export const THUMB_BYTES_MAX = 18_432;
/** Tried one after the other until the thumbnail fits. */
export const THUMB_QUALITIES = [0.8, 0.6, 0.4, 0.2] as const;
/** If none fits, it is made smaller by this factor and tried again; at this edge it always fits. */
export const THUMB_SHRINK = 0.75;
export const THUMB_EDGE_PX_MIN = 32;
/** A ThumbHash is made from at most 100 px (thumbhash). */
export const THUMBHASH_EDGE_PX = 100;
/** AVIF and HEIC say their size in a box near the start. */
export const HEIF_HEAD_BYTES = 65_536;
