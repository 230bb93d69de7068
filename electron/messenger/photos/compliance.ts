import { readImageHeader } from './image-header.ts';
import type { ImagePort, ImageResult } from './image-port.ts';
import { readDateTaken } from './metadata.ts';

/** Files made by the caller, since making them needs an encoder: what each port is asked, byte for byte the same. */
export interface ComplianceFiles {
  /** 1200 x 900, lying on its side (EXIF orientation 6), with GPS position and camera; the left half red, the right blue. */
  readonly sidewaysJpeg: Uint8Array;
  /** 3000 x 1000, one colour. */
  readonly widePng: Uint8Array;
  /** 64 x 64, half of it transparent. */
  readonly transparentPng: Uint8Array;
  readonly transparentWebp: Uint8Array;
  readonly animatedGif: Uint8Array;
  /** 64 x 48, red on the left, blue on the right (testing/small-heic.ts). */
  readonly heic: Uint8Array;
  /** The first half of a JPEG. */
  readonly cutJpeg: Uint8Array;
  /** The header of a JPEG and noise. */
  readonly brokenJpeg: Uint8Array;
  readonly text: Uint8Array;
}

const EDGES = { maxEdgePx: 2_048, thumbEdgePx: 320 };
/** A thumbnail must fit into the body of a message (WIRE.md "Event"). */
const THUMB_BYTES_MAX = 18_432;

/**
 * What every `ImagePort` must do, whatever decodes behind it. Returns what it did wrong, in words; an empty list is good.
 * Without a test framework, so that the port of the app can be asked from inside a running app.
 */
export async function imagePortFaults(port: ImagePort, files: ComplianceFiles): Promise<readonly string[]> {
  const faults: string[] = [];
  const check = (isRight: boolean, fault: string) => {
    if (!isRight) faults.push(fault);
  };

  const sideways = await port.process(files.sidewaysJpeg, EDGES);
  check(sideways.ok, 'a JPEG is processed');
  if (sideways.ok) {
    const { picture, thumb, thumbhash } = sideways;
    check(picture.type === 'image/jpeg', 'a photo stays a JPEG');
    check(picture.widthPx === 900 && picture.heightPx === 1_200, 'a photo that lay on its side stands upright');
    check(thumb.widthPx === 240 && thumb.heightPx === 320, 'the thumbnail stands upright as well');
    check(isAsSaid(picture) && isAsSaid(thumb), 'sizes are told as they are in the bytes');
    check(!hasMetadata(picture.bytes) && !hasMetadata(thumb.bytes), 'nothing of the metadata is left');
    check(thumb.bytes.length <= THUMB_BYTES_MAX, 'a thumbnail fits into a message');
    check(thumbhash.length >= 5 && thumbhash.length <= 25, 'a ThumbHash has 5 to 25 bytes');
  }

  const wide = await port.process(files.widePng, EDGES);
  check(wide.ok && wide.picture.widthPx === 2_048, 'a large picture is scaled down to the edge');
  check(wide.ok && Math.abs(wide.picture.heightPx - 683) <= 1, 'scaling keeps the proportions');
  check(wide.ok && wide.picture.type === 'image/jpeg', 'an opaque PNG becomes a JPEG');

  const png = await port.process(files.transparentPng, EDGES);
  check(png.ok && png.picture.type === 'image/png', 'a transparent PNG stays one');
  check(png.ok && png.picture.widthPx === 64, 'a small picture is never scaled up');
  const webp = await port.process(files.transparentWebp, EDGES);
  check(webp.ok && webp.picture.type === 'image/webp', 'a transparent WebP stays one');
  const gif = await port.process(files.animatedGif, EDGES);
  check(gif.ok, 'of a GIF the first picture is taken');

  const small = await port.process(files.widePng, { ...EDGES, smallEdgePx: 1_280 });
  check(wide.ok && wide.small === undefined, 'nobody is given a small copy who did not ask');
  check(small.ok && small.small?.widthPx === 1_280, 'a small copy is as small as was asked');
  check(small.ok && small.picture.widthPx === 2_048, 'and the other is there as well');
  check(small.ok && small.small !== undefined && isAsSaid(small.small), 'a small copy is as it says');
  const heic = await port.process(files.heic, EDGES);
  check(heic.ok && heic.picture.type === 'image/jpeg', 'a HEIC becomes a JPEG');
  check(heic.ok && heic.picture.widthPx === 64 && heic.picture.heightPx === 48, 'a HEIC keeps its size');
  check(heic.ok && !hasMetadata(heic.picture.bytes), 'a HEIC loses its metadata');

  for (const [name, file] of [
    ['cut', files.cutJpeg],
    ['broken', files.brokenJpeg],
    ['text', files.text],
  ] as const) {
    const result: ImageResult = await port.process(file, EDGES);
    check(!result.ok && result.error === 'not-an-image', `a ${name} file is no image`);
  }
  const together = await Promise.all(
    [files.sidewaysJpeg, files.text, files.widePng].map((file) => port.process(file, EDGES)),
  );
  check(
    together.map((result) => result.ok).join() === 'true,false,true',
    'each of several at once gets its own answer',
  );
  return faults;
}

function isAsSaid(image: { readonly widthPx: number; readonly heightPx: number; readonly bytes: Uint8Array }): boolean {
  const header = readImageHeader(image.bytes);
  return header.kind === 'image' && header.widthPx === image.widthPx && header.heightPx === image.heightPx;
}

/** Blocks that tell of camera, place or program: EXIF, XMP, IPTC, text chunks. */
function hasMetadata(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const marks = ['Exif\0', 'http://ns.adobe.com/xap', 'Photoshop 3.0', 'eXIf', 'tEXt', 'iTXt', 'EXIF', 'XMP '];
  return readDateTaken(bytes) !== undefined || marks.some((mark) => text.includes(mark));
}
