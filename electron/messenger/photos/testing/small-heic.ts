import { readFileSync } from 'node:fs';

/**
 * 64 x 48, red on the left and blue on the right, as libheif 1.15 with x265 writes it: HEVC, taken 2024-05-01 at 18:30 by a "SecretCam"
 * at 52 degrees north. No encoder of HEIC can be had from npm, so the file lies here.
 */
export const SMALL_HEIC = new Uint8Array(readFileSync(new URL('./small.heic', import.meta.url)));
