/**
 * Decodes and re-encodes pictures of strangers, away from anything that matters: in the app a hidden sandboxed renderer,
 * headless and in tests a child process with sharp. `compliance.ts` holds what both must pass.
 */
export interface ImagePort {
  /**
   * Turns the picture upright, scales it down to `maxEdgePx` (never up), re-encodes it (JPEG quality 82; PNG and WebP with
   * transparency stay what they are), and makes the thumbnail and the ThumbHash. Nothing of the original's metadata is left.
   */
  process(bytes: Uint8Array, options: ImageEdges): Promise<ImageResult>;
  close(): Promise<void>;
}

export interface ImageEdges {
  readonly maxEdgePx: number;
  readonly thumbEdgePx: number;
  /** A second, smaller copy (JPEG quality 72), if it is asked for. */
  readonly smallEdgePx?: number | undefined;
}

export type ImageResult =
  | {
      readonly ok: true;
      readonly picture: EncodedImage;
      /** If it was asked for. */
      readonly small?: EncodedImage | undefined;
      readonly thumb: EncodedImage;
      readonly thumbhash: Uint8Array;
    }
  | { readonly ok: false; readonly error: 'not-an-image' | 'too-many-pixels' | 'unsupported' | 'decoder-failed' };

export interface EncodedImage {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: Uint8Array;
}
