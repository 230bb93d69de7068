import sharp, { type Metadata } from 'sharp';

/** Words in the file that would give away whose camera it was. */
export const CAMERA = 'Hashline Test Camera 7';
export const TAKEN = { exif: '2024:07:14 18:03:59', shown: '2024-07-14T18:03:59' };

/** As the person sees it: 12 megapixels, upright. */
const WIDTH_PX = 3_000;
const HEIGHT_PX = 4_000;

/**
 * A photo as a telephone makes it: 12 megapixels, stored lying down with the word "turn me" (orientation 6), with the
 * camera's name, the date and the place where it was taken. Sky above, meadow below, so that a test can see which end is up.
 */
export async function cameraJpeg(): Promise<Buffer> {
  const upright = await sharp(Buffer.from(landscape())).png({ compressionLevel: 1 }).toBuffer();
  return await sharp(upright)
    .rotate(-90)
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: CAMERA, Model: CAMERA },
      IFD2: { DateTimeOriginal: TAKEN.exif },
      IFD3: {
        GPSVersionID: '2 3 0 0',
        GPSLatitudeRef: 'N',
        GPSLatitude: '48/1 12/1 2952/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '16/1 22/1 2345/100',
      },
    })
    .jpeg({ quality: 92 })
    .toBuffer();
}

function landscape(): string {
  const hills = Array.from({ length: 60 }, (_, index) => {
    const x = (index * 977) % WIDTH_PX;
    const y = HEIGHT_PX * 0.55 + ((index * 331) % 1_600);
    return `<ellipse cx="${x}" cy="${y}" rx="${200 + ((index * 53) % 300)}" ry="90" fill="hsl(${90 + (index % 50)} 55% ${25 + (index % 20)}%)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">
    <rect width="100%" height="55%" fill="#4a90d9"/>
    <rect y="55%" width="100%" height="45%" fill="#3f7d3a"/>
    <circle cx="2300" cy="700" r="260" fill="#fff4c2"/>
    ${hills.join('')}
  </svg>`;
}

/** What a picture still tells besides itself. */
export interface PictureFacts {
  readonly metadata: Metadata;
  /** EXIF tag of the block with the place: present in the bytes or not. */
  readonly hasPlace: boolean;
  readonly namesCamera: boolean;
  /** Mean colour of the upper and the lower tenth: [red, green, blue]. */
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

export async function factsOf(bytes: Buffer): Promise<PictureFacts> {
  const metadata = await sharp(bytes).metadata();
  return {
    metadata,
    hasPlace: hasGpsBlock(metadata.exif),
    namesCamera: bytes.includes(CAMERA),
    top: await meanColour(bytes, 0),
    bottom: await meanColour(bytes, 0.9),
  };
}

/** Looks for the pointer to a GPS block (tag 0x8825, a long) in either byte order. */
function hasGpsBlock(exif: Buffer | undefined): boolean {
  if (exif === undefined) return false;
  const tags = [
    [0x25, 0x88, 0x04, 0x00],
    [0x88, 0x25, 0x00, 0x04],
  ];
  return tags.some((tag) => exif.includes(Buffer.from(tag)));
}

async function meanColour(bytes: Buffer, from: number): Promise<readonly number[]> {
  const { width, height } = await sharp(bytes).metadata();
  const region = { left: 0, top: Math.floor(height * from), width, height: Math.floor(height * 0.1) };
  const { channels } = await sharp(await sharp(bytes).extract(region).png().toBuffer()).stats();
  return channels.slice(0, 3).map(({ mean }) => Math.round(mean));
}
