import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../build/places.mjs';
import type { App } from './app.ts';

/** A picture of the window, for people: e2e/out/NAME.png. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: await pathOf(name) });
}

/** The same by the window itself: Playwright cuts off what the zoom makes larger. */
export async function takeWindowPicture(app: App, name: string): Promise<void> {
  const png = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((candidate) => candidate.isVisible());
    return (await window?.webContents.capturePage())?.toPNG().toString('base64');
  });
  await writeFile(await pathOf(name), Buffer.from(png ?? '', 'base64'));
}

async function pathOf(name: string): Promise<string> {
  const path = join(ROOT, 'e2e', 'out', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  return path;
}
