import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As a camera makes them, so that the demo sends what people send. */
const WIDTH = 4000;
const HEIGHT = 3000;

/**
 * Three drawn landscapes: sky from top to horizon, sun, hills from far to near.
 *
 * @type {readonly { name: string, sky: [string, string], sun: [number, number, string], hills: string[] }[]}
 */
const SCENES = [
  {
    name: 'morning-by-the-lake',
    sky: ['#8ec5fc', '#fde2c8'],
    sun: [2900, 1150, '#fff3d6'],
    hills: ['#9db4c0', '#6d8ea0', '#41616e', '#253d46'],
  },
  {
    name: 'evening-above-the-valley',
    sky: ['#41295a', '#f5935f'],
    sun: [1300, 1500, '#ffd9a0'],
    hills: ['#8a4f6d', '#5f3a5c', '#3b2745', '#20162b'],
  },
  {
    name: 'noon-in-the-pines',
    sky: ['#3f8efc', '#d7f0ff'],
    sun: [3200, 620, '#fffbe8'],
    hills: ['#b5d3a7', '#7fb069', '#4a7c45', '#264d2b'],
  },
];

/**
 * Draws the demo's photos into a folder.
 *
 * @param {string} folder
 * @returns {Promise<string[]>} their files
 */
export async function drawPhotos(folder) {
  // Only here, because it is not there yet when setup runs.
  const { default: sharp } = await import('sharp');
  return await Promise.all(
    SCENES.map(async (scene) => {
      const file = join(folder, `${scene.name}.jpg`);
      await writeFile(
        file,
        await sharp(Buffer.from(drawing(scene)))
          .jpeg({ quality: 88 })
          .toBuffer(),
      );
      return file;
    }),
  );
}

function drawing(/** @type {(typeof SCENES)[number]} */ { sky, sun, hills }) {
  const [x, y, light] = sun;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="0.75" stop-color="${sky[1]}"/></linearGradient>
      <radialGradient id="glow"><stop stop-color="${light}"/><stop offset="0.18" stop-color="${light}" stop-opacity="0.9"/><stop offset="0.2" stop-color="${light}" stop-opacity="0.35"/><stop offset="1" stop-color="${light}" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${x}" cy="${y}" r="1100" fill="url(#glow)"/>
    ${hills.map((colour, index) => `<path d="${ridge(index)}" fill="${colour}"/>`).join('\n')}
  </svg>`;
}

/** A line of hills: three waves over each other, rougher the nearer it is. */
function ridge(/** @type {number} */ index) {
  const base = 1500 + index * 380;
  const points = [];
  for (let x = 0; x <= WIDTH; x += 40) {
    const phase = x / WIDTH + index * 0.37;
    const y = base + 190 * Math.sin(phase * 7) + 90 * Math.sin(phase * 19 + index) + 22 * index * Math.sin(phase * 61);
    points.push(`L${x} ${y.toFixed(0)}`);
  }
  return `M0 ${HEIGHT} ${points.join(' ')} L${WIDTH} ${HEIGHT} Z`;
}
