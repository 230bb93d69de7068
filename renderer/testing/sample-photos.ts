import { rgbaToThumbHash } from 'thumbhash';
import type { PhotoView } from '../../electron/bridge/contract.ts';

/** Painted landscapes for the preview: they look like photos from afar, weigh nothing and belong to nobody. */
interface Scenery {
  readonly sky: readonly [top: string, bottom: string];
  readonly sun: string;
  /** From far to near. */
  readonly hills: readonly string[];
  readonly roughness: number;
}

const SCENERIES: readonly Scenery[] = [
  { sky: ['#274b7a', '#f4b183'], sun: '#ffe3b0', hills: ['#a8667a', '#6d4a6b', '#3b2c4a'], roughness: 0.5 }, // dusk
  { sky: ['#5aa7df', '#dff1fb'], sun: '#fffbe6', hills: ['#8fb7c9', '#5f9e86', '#3c7a4d'], roughness: 1 }, // alps
  { sky: ['#7cc4e8', '#fdf3dc'], sun: '#ffffff', hills: ['#e9d3a3', '#d8b77a', '#b98f55'], roughness: 0.35 }, // dunes
  { sky: ['#9fc6dd', '#eef6f9'], sun: '#ffffff', hills: ['#4f93b0', '#2f7798', '#1d5a78'], roughness: 0.12 }, // sea
  { sky: ['#b7c9d3', '#f6f4ef'], sun: '#fff6dd', hills: ['#dfe7ec', '#b9c8d2', '#8ea4b3'], roughness: 0.9 }, // snow
  { sky: ['#10162e', '#3b3f6b'], sun: '#f4f1de', hills: ['#2a2f55', '#1b2040', '#0d1024'], roughness: 0.7 }, // night
  { sky: ['#f7c9a0', '#fdeedd'], sun: '#fff7ea', hills: ['#c7a36d', '#94884a', '#5d6b36'], roughness: 0.45 }, // autumn
  { sky: ['#6fb98f', '#e7f5dc'], sun: '#fffde7', hills: ['#4f8f5b', '#2f6d44', '#1c4a31'], roughness: 0.8 }, // wood
];

const picturesByKey = new Map<string, string>();

/** Where the preview finds a picture that the app would ask of the main process. */
export const pictureOf = (key: string): string => picturesByKey.get(key) ?? '';

/** Photo number `n`, painted in the shape asked for. */
export async function samplePhoto(
  n: number,
  widthPx: number,
  heightPx: number,
  given: Partial<PhotoView> = {},
): Promise<PhotoView> {
  const key = `sample-${n}-${widthPx}x${heightPx}`;
  const picture = `data:image/svg+xml,${encodeURIComponent(paint(n, widthPx, heightPx))}`;
  picturesByKey.set(key, picture);
  return {
    key,
    widthPx,
    heightPx,
    bytes: 640_000,
    thumbhash: await hashOf(picture, widthPx, heightPx),
    hasThumb: true,
    isWhole: true,
    progress: 1,
    transfer: { state: 'here', progress: 1 },
    ...given,
  };
}

function paint(n: number, width: number, height: number): string {
  const scenery = SCENERIES[n % SCENERIES.length];
  if (scenery === undefined) return '';
  const { sky, sun, hills, roughness } = scenery;
  const layers = hills.map((color, index) => {
    const level = height * (0.52 + index * 0.15);
    return `<path fill="${color}" d="${ridge(n * 7 + index, width, height, level, roughness * height * 0.14)}"/>`;
  });
  const sunX = width * (0.25 + 0.5 * noise(n));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="0.75" stop-color="${sky[1]}"/></linearGradient>
<rect width="100%" height="100%" fill="url(#s)"/>
<circle cx="${sunX}" cy="${height * 0.36}" r="${Math.min(width, height) * 0.07}" fill="${sun}" opacity="0.92"/>
${layers.join('')}</svg>`;
}

/** A line of hills: a few waves of unlike length, different for each number. */
function ridge(seed: number, width: number, height: number, level: number, swing: number): string {
  const points = Array.from({ length: 41 }, (_, index) => {
    const at = index / 40;
    const wave = Math.sin(at * 5 + seed) + 0.5 * Math.sin(at * 13 + seed * 2.3) + 0.25 * Math.sin(at * 31 + seed * 1.7);
    return `L${(at * width).toFixed(1)} ${(level - wave * swing).toFixed(1)}`;
  });
  return `M0 ${height}${points.join('')}L${width} ${height}Z`;
}

const noise = (n: number): number => Math.abs(Math.sin(n * 12.9898) * 43758.5453) % 1;

const HASH_SIDE_PX = 64;

async function hashOf(picture: string, width: number, height: number): Promise<string> {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const scale = HASH_SIDE_PX / Math.max(width, height);
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const hash = rgbaToThumbHash(canvas.width, canvas.height, pixels);
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
