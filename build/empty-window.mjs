import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The least a program with a window can be: what it costs, Electron costs. A window that nobody refers to is collected, and closes. */
const MAIN = `const { app, BrowserWindow } = require(${JSON.stringify('electron')});
let window;
app.whenReady().then(() => {
  window = new BrowserWindow({ show: true });
  window.loadURL('data:text/html,<p>ready</p>');
});`;

/** Writes it below `folder`, and answers where. */
export async function makeEmptyApp(/** @type {string} */ folder) {
  const place = join(folder, 'empty');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{"name":"empty","main":"main.js"}');
  await writeFile(join(place, 'main.js'), MAIN);
  return place;
}
