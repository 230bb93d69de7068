import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { launchApp, mainWindow } from '../../build/app-window.mjs';
import { part } from '../../build/startup-time.mjs';
import { FRAME_MS, LARGEST, LONG_TASK_MS, takeLongTasks, watch } from './chat.mjs';
import { memoryOf } from './memory.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').ElectronApplication} ElectronApplication */

/** An album as long as there can be. */
const PHOTOS = 100;
/** 12 megapixels, as a telephone makes them. */
const WIDTH_PX = 4_000;
const HEIGHT_PX = 3_000;
const QUALITY = 90;
/** A stripe of each that is full of detail: 3 MB of it. */
const DETAIL_ROWS = 900;
/** Keys between two looks at memory and queue: a second's worth of a quick hand. */
const KEYS_A_LOOK = 10;
/** architecture.md: what may hold the main process. */
const LOOP_MS_MAX = 16;
const QUEUE_MS_MAX = 200_000;

/**
 * As many photos as an album holds are picked into the chat of 100,000 messages, and somebody types meanwhile.
 *
 * @param {import('./app.mjs').Bench} bench
 * @returns {Promise<import('./app.mjs').Figure[]>}
 */
export async function measurePhotos({ runtime, display, folder, args }) {
  const files = await makePhotos(join(folder, 'photos'));
  const app = await launchApp(runtime, { display, args });
  try {
    const page = await mainWindow(app);
    await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: LARGEST }).click();
    const composer = page.getByRole('textbox', { name: `Message to ${LARGEST}` });
    await page.getByRole('article').first().waitFor();
    const pid = app.process().pid ?? 0;
    const restBytes = await memoryOf(pid);
    await composer.focus(); // before: Playwright's search by role holds the page
    await watch(page);
    await watchLoop(app);
    await page.locator('input[type=file]').first().setInputFiles(files);
    const sinceMs = performance.now();
    let peakBytes = 0;
    while (!(await isReady(page))) {
      if (performance.now() - sinceMs > QUEUE_MS_MAX) throw new Error('The photos were not prepared in time.');
      await press(page);
      peakBytes = Math.max(peakBytes, await memoryOf(pid));
    }
    const seconds = (performance.now() - sinceMs) / 1_000;
    const keys = await page.evaluate(() => /** @type {{ keys: number[] }} */ (/** @type {unknown} */ (window)).keys);
    const longTasks = await takeLongTasks(page);
    const held = await heldMs(app);
    return [
      { what: `${PHOTOS} photos of 12 megapixels prepared in`, value: seconds, unit: 's' },
      { what: 'key press to glyph meanwhile, median', value: part(keys, 0.5), unit: 'ms' },
      { what: 'key press to glyph meanwhile, 95 of 100', value: part(keys, 0.95), unit: 'ms', atMost: FRAME_MS },
      { what: `tasks over ${LONG_TASK_MS} ms meanwhile`, value: longTasks.length, unit: 'tasks', atMost: 0 },
      { what: 'longest of them', value: Math.max(0, ...longTasks), unit: 'ms' },
      { what: 'main process held, 99 of 100', value: part(held, 0.99), unit: 'ms', atMost: LOOP_MS_MAX },
      { what: 'main process held, longest', value: part(held, 1), unit: 'ms' },
      { what: 'memory before', value: restBytes / 1e6, unit: 'MB' },
      { what: 'memory at its peak', value: peakBytes / 1e6, unit: 'MB' },
    ];
  } finally {
    await app.close();
  }
}

/** Each its own picture. @param {string} folder @returns {Promise<string[]>} their files */
async function makePhotos(folder) {
  await mkdir(folder);
  const raw = { width: WIDTH_PX, height: HEIGHT_PX, channels: /** @type {3} */ (3) };
  const pixels = Buffer.alloc(WIDTH_PX * HEIGHT_PX * raw.channels);
  const rowBytes = WIDTH_PX * raw.channels;
  for (let at = 0; at < pixels.length; at++) pixels[at] = Math.floor(at / rowBytes / 12) + (at % raw.channels) * 20;
  for (let at = 0; at < DETAIL_ROWS * rowBytes; at++) pixels[at] = 96 + ((at * 2_654_435_761) >>> 26);
  const files = [];
  for (let index = 0; index < PHOTOS; index++) {
    pixels.fill(index * 2, pixels.length - 200 * rowBytes);
    const file = join(folder, `IMG_${String(index).padStart(4, '0')}.jpg`);
    await writeFile(file, await sharp(pixels, { raw }).jpeg({ quality: QUALITY }).toBuffer());
    files.push(file);
  }
  return files;
}

/** Without Playwright's own search by role: it holds the page for seconds. @param {Page} page */
async function isReady(page) {
  return await page.evaluate(
    (words) => [...document.querySelectorAll('button')].some(({ textContent }) => textContent === words),
    `Send ${PHOTOS} photos`,
  );
}

/** @param {Page} page */
async function press(page) {
  for (let n = 0; n < KEYS_A_LOOK; n++) {
    await page.keyboard.press(n % 6 === 5 ? 'Space' : 'KeyA');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }
}

/** How much later than asked for a timer of the main process rings. @param {ElectronApplication} app */
async function watchLoop(app) {
  await app.evaluate(() => {
    const everyMs = 5;
    const kept = /** @type {{ heldMs: number[] }} */ (/** @type {unknown} */ (globalThis));
    kept.heldMs = [];
    let lastMs = performance.now();
    setInterval(() => {
      const nowMs = performance.now();
      kept.heldMs.push(Math.max(0, nowMs - lastMs - everyMs));
      lastMs = nowMs;
    }, everyMs);
  });
}

/** @param {ElectronApplication} app @returns {Promise<number[]>} */
async function heldMs(app) {
  return await app.evaluate(() => /** @type {{ heldMs: number[] }} */ (/** @type {unknown} */ (globalThis)).heldMs);
}
