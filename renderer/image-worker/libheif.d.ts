/** The part of libheif-js (1.23) that is used; the package describes only what lies below it. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  interface HeifPixels {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;
  }
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills `pixels` with RGBA, upright; null if it can't be decoded. */
    display(pixels: HeifPixels, done: (pixels: HeifPixels | null) => void): void;
    free(): void;
  }
  interface Libheif {
    readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifImage[] };
  }
  export default function open(): Libheif;
}
