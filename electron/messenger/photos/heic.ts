/** Pixels, four bytes each, row by row from the top. */
export interface RawPixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** What iPhones write, which sharp as it comes can't decode. The decoder is loaded with the first of them. */
export async function decodeHeic(
  bytes: Uint8Array,
  pixelsMax: number,
): Promise<RawPixels | 'too-many-pixels' | undefined> {
  const { default: open } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
  const images = new (open().HeifDecoder)().decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (image === undefined) return undefined;
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > pixelsMax) return 'too-many-pixels';
  const pixels = { data: new Uint8ClampedArray(width * height * 4), width, height };
  return new Promise((resolve) => image.display(pixels, (shown) => resolve(shown ?? undefined)));
}
