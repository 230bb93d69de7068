import { readImageHeader } from '../photos/image-header.ts';
import type { ImagePort } from '../photos/image-port.ts';

/** Sends a picture as it is: decoding has no place in a world of virtual time, and the photo's way does not depend on it. */
export const simImagePort: ImagePort = {
  async process(bytes) {
    const header = readImageHeader(bytes);
    if (header.kind !== 'image') return { ok: false, error: 'not-an-image' };
    const { widthPx, heightPx } = header;
    const picture = { type: 'image/png', widthPx, heightPx, bytes } as const;
    return { ok: true, picture, thumb: { ...picture, bytes: bytes.slice(0, 2_000) }, thumbhash: bytes.slice(24, 48) };
  },
  async close() {
    // there is nothing to end
  },
};
