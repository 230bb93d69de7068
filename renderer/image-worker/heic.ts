import { PIXELS_MAX } from './limits.ts';

/**
 * What iPhones write and no browser but theirs decodes. The decoder (libheif, LGPL, a file of its own) is loaded with the
 * first of them. Undefined for what is none.
 */
export async function decodeHeic(bytes: Uint8Array): Promise<ImageBitmap | undefined> {
  const { default: open } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
  const images = new (open().HeifDecoder)().decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (image === undefined) return undefined;
  const pixels = new ImageData(image.get_width(), image.get_height());
  if (pixels.width * pixels.height > PIXELS_MAX) return undefined; // its header said less
  const isDecoded = await new Promise<boolean>((resolve) => image.display(pixels, (shown) => resolve(shown !== null)));
  return isDecoded ? await createImageBitmap(pixels) : undefined;
}
