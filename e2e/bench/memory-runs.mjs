import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import { launchApp, mainWindow, PLAYWRIGHT_LOADER } from '../../build/app-window.mjs';
import { makeEmptyApp } from '../../build/empty-window.mjs';
import { median } from '../../build/startup-time.mjs';
import { memoryOf } from './memory.mjs';

/** @typedef {import('./app.mjs').Bench} Bench */
/** @typedef {import('./app.mjs').Figure} Figure */
/** @typedef {import('@playwright/test').Page} Page */

/** What a start leaves behind is collected by then. */
const REST_MS = 20_000;
const LOOKS = 5;
const LOOK_EVERY_MS = 2_000;
/** One text each way so often: a lively evening. */
const TEXT_EVERY_MS = 500;
const MINUTE_MS = 60_000;
/** The caches fill in the first part; the rest must stay where it is. */
const WARM_SHARE = 1 / 3;

/** With the large profile, the largest chat open, at rest. @param {Bench} bench @returns {Promise<Figure[]>} */
export async function measureMemory({ runtime, display, folder, args }) {
  const ours = await launchApp(runtime, { display, args });
  const page = await mainWindow(ours);
  await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: 'Large' }).click();
  await page.getByRole('article').first().waitFor();
  const oursBytes = await atRest(ours);
  await ours.close();
  const empty = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, ...display.switches, '-r', PLAYWRIGHT_LOADER, await makeEmptyApp(folder)],
    env: { .../** @type {Record<string, string>} */ (process.env), ...display.env },
  });
  await (await empty.firstWindow()).getByText('ready').waitFor();
  const emptyBytes = await atRest(empty);
  await empty.close();
  return [
    { what: 'memory of the empty window', value: emptyBytes / 1e6, unit: 'MB' },
    { what: 'memory', value: oursBytes / 1e6, unit: 'MB' },
    { what: 'memory to the empty window', value: oursBytes / emptyBytes, unit: 'times', atMost: 2 },
  ];
}

/** @param {import('@playwright/test').ElectronApplication} app */
async function atRest(app) {
  await sleep(REST_MS);
  const looks = [];
  for (let look = 0; look < LOOKS; look++) {
    looks.push(await memoryOf(app.process().pid ?? 0));
    await sleep(LOOK_EVERY_MS);
  }
  return median(looks);
}

/** Somebody writes to us and we to them, for so many minutes. @param {Bench} bench @returns {Promise<Figure[]>} */
export async function measureTraffic({ runtime, display, folder, args, minutes }) {
  const ours = await launchApp(runtime, { display, args });
  const otherArgs = ['--data', join(folder, 'other'), '--listen', '127.0.0.1:0', '--tray', 'no'];
  const other = await launchApp(runtime, { display, args: otherArgs });
  const [page, otherPage] = [await mainWindow(ours), await mainWindow(other)];
  await otherPage.getByRole('textbox', { name: 'Your name' }).fill('Otto');
  await otherPage.getByRole('button', { name: 'Start' }).click();
  await otherPage.getByRole('heading', { name: 'Your invite' }).waitFor();
  const { link } = await ask(otherPage, 'getInvite', {});
  const { conversationId } = await ask(page, 'acceptInvite', { text: link });
  await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: 'Otto' }).click();

  /** @type {{ atMs: number, bytes: number }[]} */
  const looks = [];
  const startMs = performance.now();
  const endMs = minutes * MINUTE_MS;
  const lookEveryMs = endMs / 100;
  let count = 0;
  for (let atMs = 0; atMs < endMs; atMs = performance.now() - startMs) {
    count += 1;
    const text = `${count}: and what else happened today, if I may ask?`;
    await ask(page, 'sendText', { conversationId, text });
    const there = (await ask(otherPage, 'getState', {})).conversations[0]?.id;
    if (there !== undefined) await ask(otherPage, 'sendText', { conversationId: there, text });
    if (atMs >= looks.length * lookEveryMs) looks.push({ atMs, bytes: await memoryOf(ours.process().pid ?? 0) });
    await sleep(TEXT_EVERY_MS);
  }
  await Promise.all([ours.close(), other.close()]);
  const warm = looks.slice(Math.floor(looks.length * WARM_SHARE));
  const half = Math.floor(warm.length / 2);
  const [before, after] = [median(bytesOf(warm.slice(0, half))), median(bytesOf(warm.slice(half)))];
  return [
    { what: `texts each way in ${minutes} min`, value: count, unit: 'texts' },
    { what: 'memory in the middle of it', value: before / 1e6, unit: 'MB' },
    { what: 'memory at the end of it', value: after / 1e6, unit: 'MB' },
    { what: 'the end to the middle', value: after / before, unit: 'times', atMost: 1.05 },
  ];
}

/** @param {readonly { bytes: number }[]} looks */
function bytesOf(looks) {
  return looks.map(({ bytes }) => bytes);
}

/**
 * As the page itself asks.
 *
 * @param {Page} page @param {string} name @param {unknown} input
 * @returns {Promise<any>}
 */
async function ask(page, name, input) {
  const answer = await page.evaluate(
    async ([call, given]) => {
      const { bridge } = /** @type {{ bridge: Record<string, (input: unknown) => Promise<any>> }} */ (
        /** @type {unknown} */ (window)
      );
      return await bridge[/** @type {string} */ (call)]?.(given);
    },
    [name, input],
  );
  if (!answer.ok) throw new Error(`${name} answered ${String(answer.error)}`);
  return answer.value;
}
