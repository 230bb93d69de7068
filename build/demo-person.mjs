import { mainWindow } from './app-window.mjs';

/** @typedef {import('@playwright/test').ElectronApplication} ElectronApplication */
/** @typedef {import('@playwright/test').Page} Page */

/** A message between two windows of one machine takes well under a second; key making and photos some more. */
const ARRIVAL_TIMEOUT_MS = 60_000;

/** Below 720 pixels the window shows one column at a time, and two side by side say less. */
const WINDOW_WIDTH_PX_MIN = 800;

/** Larger than this a chat of a few lines looks lost. */
const WINDOW_WIDTH_PX_MAX = 1000;
const WINDOW_HEIGHT_PX_MAX = 760;

/** Somebody at one of the demo's windows, who does what people do there: click, type, pick files. */
export class DemoPerson {
  /** @type {ElectronApplication} */ #app;
  /** @type {Page} */ #page;

  /**
   * @param {string} name
   * @param {ElectronApplication} app
   * @param {Page} page
   */
  constructor(name, app, page) {
    this.name = name;
    this.#app = app;
    this.#page = page;
    page.setDefaultTimeout(ARRIVAL_TIMEOUT_MS);
  }

  /** Takes over an app that was just opened for the first time, and tells it the name. */
  static async meet(/** @type {string} */ name, /** @type {ElectronApplication} */ app) {
    const person = new DemoPerson(name, app, await mainWindow(app));
    await person.#page.getByLabel('Your name').fill(name);
    await person.#page.getByRole('button', { name: 'Start' }).click();
    return person;
  }

  /** Copies the own invite, as it would go into a mail, and leaves the clipboard as it was. */
  async invite() {
    await this.#page.getByRole('button', { name: 'Add someone' }).first().click();
    const before = await this.#app.evaluate(({ clipboard }) => clipboard.readText());
    await this.#page.getByRole('button', { name: 'Copy invite' }).last().click();
    await this.#page.getByRole('button', { name: 'Copied' }).waitFor();
    const text = await this.#app.evaluate(({ clipboard }) => clipboard.readText());
    await this.#app.evaluate(({ clipboard }, old) => clipboard.writeText(old), before);
    return text;
  }

  async accept(/** @type {string} */ invite) {
    await this.#page.getByRole('button', { name: 'Add someone' }).first().click();
    await this.#page.getByLabel('Paste an invite').fill(invite);
    await this.#page.getByRole('button', { name: /^Open chat with/ }).click();
  }

  /** Opens the chat with somebody whose name stands in the list. */
  async openChat(/** @type {string} */ name) {
    const composer = this.#page.getByRole('textbox', { name: `Message to ${name}` });
    await this.#page.getByRole('navigation', { name: 'Chats' }).getByText(name, { exact: true }).first().click();
    await composer.waitFor();
  }

  async write(/** @type {string} */ text) {
    const composer = this.#page.getByRole('textbox', { name: /^Message to/ });
    await composer.fill(text);
    await composer.press('Enter');
  }

  /** Sends photos from files, with a caption under the first. */
  async sendPhotos(/** @type {string[]} */ files, /** @type {string} */ caption) {
    await this.#page.locator('input[type=file]').setInputFiles(files);
    await this.#page.getByLabel('Caption of photo 1', { exact: true }).fill(caption);
    await this.#page.getByRole('button', { name: /^Send (photo|\d+ photos)$/ }).click();
  }

  /** Waits until a text stands in the chat. */
  async sees(/** @type {string} */ text) {
    await this.#page
      .getByLabel(/^Messages with/)
      .getByText(text)
      .last()
      .waitFor();
  }

  /** Waits until no photo in the chat is on its way any more: an album says how many are there until all are. */
  async hasAllPhotos() {
    await this.#page
      .getByText(/of \d+ photos here/)
      .first()
      .waitFor({ state: 'hidden' });
  }

  /** Waits until what was sent last was looked at over there. */
  async isSeen() {
    await this.#page.getByText('Seen', { exact: true }).last().waitFor();
  }

  /** Puts the window at the left or right edge of the screen, wide enough for both its columns. */
  async moveTo(/** @type {'left' | 'right'} */ side) {
    await this.#app.evaluate(
      ({ BrowserWindow, screen }, [edge, narrowest, widest, tallest]) => {
        const area = screen.getPrimaryDisplay().workArea;
        const width = Math.min(widest, Math.max(narrowest, Math.floor(area.width / 2)), area.width);
        const height = Math.min(tallest, area.height);
        const x = edge === 'left' ? area.x : area.x + area.width - width;
        const window = BrowserWindow.getAllWindows().find((candidate) => candidate.isVisible());
        window?.setBounds({ x, y: area.y, width, height });
      },
      /** @type {const} */ ([side, WINDOW_WIDTH_PX_MIN, WINDOW_WIDTH_PX_MAX, WINDOW_HEIGHT_PX_MAX]),
    );
  }

  async takePicture(/** @type {string} */ file) {
    await this.#page.screenshot({ path: file });
  }

  /** Until the person at the keyboard closes the window. */
  async isGone() {
    await new Promise((resolve) => this.#app.once('close', () => resolve(undefined)));
  }
}
