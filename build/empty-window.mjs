import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The least a program with a window can be: what it costs, Electron costs. A window that nobody refers to is collected, and closes. */
const mainOf = (/** @type {string} */ page) => `const { app, BrowserWindow } = require(${JSON.stringify('electron')});
let window;
app.whenReady().then(() => {
  window = new BrowserWindow({ show: true });
  window.loadURL(${JSON.stringify(`data:text/html,${page}`)});
});`;

/**
 * Writes it below `folder`, and answers where.
 *
 * @param {string} folder
 * @param {{ readonly name: string, readonly page: string }} [given] what the window shows
 */
export async function makeEmptyApp(folder, { name, page } = { name: 'empty', page: '<p>ready</p>' }) {
  const place = join(folder, name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{"name":"empty","main":"main.js"}');
  await writeFile(join(place, 'main.js'), mainOf(page));
  return place;
}
