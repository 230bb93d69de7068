import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { launchApp, mainWindow, PLAYWRIGHT_LOADER } from '../../build/app-window.mjs';
import { bundleIfStale } from '../../build/bundle.mjs';
import { openDisplay } from '../../build/display.mjs';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { runMain } from '../../build/terminal.mjs';

/**
 * `node e2e/bench/startup.mjs [ROUNDS]`: from the start of the process until the window shows its words, of Hashline with a profile and a chat
 * list, and of an empty Electron window, in turn. Their ratio says more than either: it hardly depends on the machine. Reported, not a test.
 */
const ROUNDS = Number(process.argv[2] ?? 7);

const EMPTY_MAIN = `const { app, BrowserWindow } = require(${JSON.stringify('electron')});
app.whenReady().then(() => new BrowserWindow({ show: true }).loadURL('data:text/html,<p>ready</p>'));`;

await runMain(async () => {
  const runtime = await electronRuntime();
  await bundleIfStale();
  const display = await openDisplay();
  const folder = await mkdtemp(join(tmpdir(), 'hashline-startup-'));
  try {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await writeFile(join(empty, 'package.json'), '{"name":"empty","main":"main.js"}');
    await writeFile(join(empty, 'main.js'), EMPTY_MAIN);
    const options = { display, args: ['--data', join(folder, 'data'), '--listen', '127.0.0.1', '--tray', 'no'] };

    const openOurs = async () => {
      const app = await launchApp(runtime, options);
      return { app, page: await mainWindow(app) };
    };
    const openEmpty = async () => {
      const app = await _electron.launch({
        executablePath: runtime.executable,
        args: [...runtime.args, ...display.switches, '-r', PLAYWRIGHT_LOADER, empty],
        env: { .../** @type {Record<string, string>} */ (process.env), ...display.env },
      });
      const page = await app.firstWindow();
      await page.getByText('ready').waitFor();
      return { app, page };
    };

    const first = await openOurs();
    await first.page.getByRole('textbox', { name: 'Your name' }).fill('Anna');
    await first.page.getByRole('button', { name: 'Start' }).click();
    await first.page.getByRole('heading', { name: 'Your invite' }).waitFor();
    await first.app.close();

    /** @type {{ ours: number[], empty: number[] }} */
    const times = { ours: [], empty: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.empty.push(await timed(openEmpty));
      times.ours.push(await timed(openOurs));
    }
    const [ours, bare] = [median(times.ours), median(times.empty)];
    process.stdout.write(
      `Hashline ${ours.toFixed(0)} ms, an empty window ${bare.toFixed(0)} ms (medians of ${ROUNDS}): ${(ours / bare).toFixed(2)} times, Electron ${runtime.version}\n`,
    );
    return 0;
  } finally {
    display.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** @param {() => Promise<{ app: import('@playwright/test').ElectronApplication }>} open */
async function timed(open) {
  const beganAtMs = performance.now();
  const { app } = await open();
  const tookMs = performance.now() - beganAtMs;
  await app.close();
  return tookMs;
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
