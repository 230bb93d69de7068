import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from './places.mjs';

/** Every icon of every system, drawn from assets/icon.svg. */

/** Sizes that Linux desktops look for; the window and notifications take theirs from here too. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/** What Windows shows in lists, task bar, tiles. */
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** macOS: the type of each size (Apple's "icns", PNG entries). */
const ICNS_TYPES = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]);

/** Of the drawing's 512: what a Mac's icon leaves free around itself, and the accent of the unread dot. */
const UNREAD_DOT = { cx: 400, cy: 112, r: 96, fill: '#c2410c', rim: 28 };

/** Draws them into `folder`. */
export async function drawIcons(/** @type {string} */ folder) {
  await mkdir(folder, { recursive: true });
  const svg = await readFile(join(ROOT, 'assets', 'icon.svg'), 'utf8');
  const pngs = new Map();
  for (const size of new Set([...LINUX_SIZES, ...ICO_SIZES, 1024])) pngs.set(size, await draw(svg, size));
  const write = (/** @type {string} */ name, /** @type {Uint8Array} */ bytes) => writeFile(join(folder, name), bytes);
  for (const size of LINUX_SIZES) await write(`${size}.png`, pngs.get(size));
  await write('icon.ico', ico(ICO_SIZES.map((size) => ({ size, png: pngs.get(size) }))));
  await write('icon.icns', icns(ICNS_TYPES.map(([type, size]) => ({ type, png: pngs.get(size) }))));

  const unread = withDot(svg);
  await write('tray.png', await draw(svg, 32));
  await write('tray@2x.png', await draw(svg, 64));
  await write('tray-unread.png', await draw(unread, 32));
  await write('tray-unread@2x.png', await draw(unread, 64));
  const template = asTemplate(svg);
  const unreadTemplate = withDot(template, '#000000');
  for (const [name, drawing] of /** @type {const} */ ([
    ['tray', template],
    ['tray-unread', unreadTemplate],
  ])) {
    await write(`${name}Template.png`, await draw(drawing, 18));
    await write(`${name}Template@2x.png`, await draw(drawing, 36));
  }
  const { cx, cy, r, fill } = UNREAD_DOT;
  const dot = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${cx - r} ${cy - r} ${2 * r} ${2 * r}"><circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"/></svg>`;
  await write('overlay.png', await draw(dot, 16));
}

/** @returns {Promise<Buffer>} */
async function draw(/** @type {string} */ svg, /** @type {number} */ size) {
  // Drawn large and made small, or thin lines of small icons are lost.
  return await sharp(Buffer.from(svg), { density: 288 })
    .resize(size, size, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** A dot at the upper right, with a rim that keeps it apart from the sign. */
function withDot(/** @type {string} */ svg, fill = UNREAD_DOT.fill) {
  const { cx, cy, r, rim } = UNREAD_DOT;
  const dot = `<circle cx="${cx}" cy="${cy}" r="${r + rim}" fill="#fbfdfd"/><circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"/>`;
  return svg.replace('</svg>', `${dot}</svg>`);
}

/** The sign alone in black: macOS takes only its shape. */
function asTemplate(/** @type {string} */ svg) {
  return svg.replace(/<rect[^>]*\/>/, '').replaceAll('#fbfdfd', '#000000');
}

/**
 * ICO: a head of 6 bytes, 16 bytes an entry, then the PNGs.
 *
 * @param {readonly { readonly size: number, readonly png: Buffer }[]} images
 */
export function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at); // 256 is written as 0
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/**
 * ICNS: "icns" and the whole length, then each PNG behind its type and its length, head included.
 *
 * @param {readonly { readonly type: string, readonly png: Buffer }[]} images
 */
export function icns(images) {
  const entries = images.map(({ type, png }) =>
    Buffer.concat([Buffer.from(type, 'latin1'), size(png.length + 8), png]),
  );
  const length = entries.reduce((sum, entry) => sum + entry.length, 8);
  return Buffer.concat([Buffer.from('icns', 'latin1'), size(length), ...entries]);
}

function size(/** @type {number} */ bytes) {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(bytes);
  return field;
}
