import { launchApp, mainWindow } from '../../build/app-window.mjs';
import { makeEmptyApp } from '../../build/empty-window.mjs';
import { part } from '../../build/startup-time.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** The person of the largest chat (electron/messenger/bench/large-profile.ts). */
export const LARGEST = 'Large';
/** Enough for a 95th part that means something. */
const KEYS = 300;
/** Each way. */
const SCROLL_MS = 10_000;
/** What a hand moves a wheel by between two frames when it is in a hurry. */
const WHEEL_PX = 240;
/** At 60 Hz. */
export const FRAME_MS = 1_000 / 60;
/** The browser's own line between work and a task that is felt. */
export const LONG_TASK_MS = 50;

/**
 * Typing into and scrolling through a chat of 100,000 messages.
 *
 * @param {import('./app.mjs').Bench} bench
 * @returns {Promise<import('./app.mjs').Figure[]>}
 */
export async function measureChat(bench) {
  const { runtime, display, args } = bench;
  const bare = await typingInBareField(bench);
  const app = await launchApp(runtime, { display, args });
  try {
    const page = await mainWindow(app);
    await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: LARGEST }).click();
    const composer = page.getByRole('textbox', { name: `Message to ${LARGEST}` });
    await composer.waitFor();
    await page.getByRole('article').first().waitFor();
    await composer.focus();
    await watch(page);
    const keys = await typing(page);
    const typed = await takeLongTasks(page);
    await composer.fill('');
    await takeLongTasks(page); // Playwright's search for the field by its role can be one by itself
    // Nothing of it was ever read, so it opens at its beginning: first down over rows that nobody measured, then back.
    const down = await scrolling(page, WHEEL_PX);
    const up = await scrolling(page, -WHEEL_PX);
    const scrolled = await takeLongTasks(page);
    return [
      { what: 'key press to glyph, median', value: part(keys, 0.5), unit: 'ms' },
      { what: 'key press to glyph, 95 of 100', value: part(keys, 0.95), unit: 'ms', atMost: FRAME_MS },
      { what: 'the same in a bare field of an empty window, median', value: part(bare, 0.5), unit: 'ms' },
      { what: 'the same in a bare field of an empty window, 95 of 100', value: part(bare, 0.95), unit: 'ms' },
      { what: `tasks over ${LONG_TASK_MS} ms while typing`, value: typed.length, unit: 'tasks', atMost: 0 },
      { what: `tasks over ${LONG_TASK_MS} ms while scrolling`, value: scrolled.length, unit: 'tasks', atMost: 0 },
      { what: 'longest of them', value: Math.max(0, ...typed, ...scrolled), unit: 'ms' },
      { what: 'frame while scrolling down, median', value: part(down, 0.5), unit: 'ms' },
      { what: 'frame while scrolling down, 95 of 100', value: part(down, 0.95), unit: 'ms' },
      { what: 'frame while scrolling back up, 95 of 100', value: part(up, 0.95), unit: 'ms' },
    ];
  } finally {
    await app.close();
  }
}

/** What Electron itself takes on this machine, by the same way of measuring. @param {import('./app.mjs').Bench} bench */
async function typingInBareField({ runtime, display, folder }) {
  const program = await makeEmptyApp(folder, { name: 'bare-field', page: '<textarea></textarea>' });
  const app = await launchApp(runtime, { display, args: [], program });
  try {
    const page = await app.firstWindow();
    const field = page.locator('textarea');
    await field.focus();
    await watch(page);
    return await typing(page);
  } finally {
    await app.close();
  }
}

/** @param {Page} page */
export async function watch(page) {
  await page.evaluate(() => {
    const kept = /** @type {{ longTasks: number[], keys: number[] }} */ (/** @type {unknown} */ (window));
    kept.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) kept.longTasks.push(duration);
    }).observe({ entryTypes: ['longtask'] });
    // From the key to the moment at which the glyph is painted, without the wait for the screen's next turn: work that ends within a
    // frame is seen in the very next one.
    kept.keys = [];
    const { port1, port2 } = new MessageChannel();
    let handledMs = 0;
    let frameAtMs = 0;
    port1.onmessage = () => kept.keys.push(handledMs + performance.now() - frameAtMs);
    window.addEventListener('keydown', ({ timeStamp }) => {
      queueMicrotask(() => {
        setTimeout(() => {
          handledMs = performance.now() - timeStamp;
        });
        requestAnimationFrame((atMs) => {
          frameAtMs = Math.max(atMs, timeStamp + handledMs);
          port2.postMessage('');
        });
      });
    });
  });
}

/** Into what has the focus. @param {Page} page @returns {Promise<number[]>} */
async function typing(page) {
  for (let n = 0; n < KEYS; n++) {
    await page.keyboard.press(n % 6 === 5 ? 'Space' : 'KeyA');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }
  return await page.evaluate(() => /** @type {{ keys: number[] }} */ (/** @type {unknown} */ (window)).keys);
}

/** A hand on the wheel: one turn a frame. Answers how long each frame took. @param {Page} page @param {number} byPx @returns {Promise<number[]>} */
async function scrolling(page, byPx) {
  return await page.evaluate(
    ([px, forMs]) =>
      new Promise((done) => {
        const article = document.querySelector('article');
        let scroller = article?.parentElement ?? null;
        while (scroller !== null && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
          scroller = scroller.parentElement;
        /** @type {number[]} */
        const frames = [];
        const endAtMs = performance.now() + (forMs ?? 0);
        let lastMs = performance.now();
        const turn = (/** @type {number} */ nowMs) => {
          frames.push(nowMs - lastMs);
          lastMs = nowMs;
          scroller?.scrollBy(0, px ?? 0);
          if (nowMs < endAtMs) requestAnimationFrame(turn);
          else done(frames.slice(1));
        };
        requestAnimationFrame(turn);
      }),
    [byPx, SCROLL_MS],
  );
}

/** @param {Page} page @returns {Promise<number[]>} */
export async function takeLongTasks(page) {
  return await page.evaluate(() =>
    /** @type {{ longTasks: number[] }} */ (/** @type {unknown} */ (window)).longTasks.splice(0),
  );
}
