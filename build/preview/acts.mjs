/** What the pictures of the preview do before they are taken, and how large the window is. */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {(page: Page) => Promise<unknown>} Act */
/** @typedef {{ width: number, height: number }} Size */
/** @typedef {readonly [name: string, asked: Record<string, string>, size?: Size, act?: Act]} Shot */

/** @type {Size} */
export const WIDE = { width: 1120, height: 740 };
/** @type {Size} */
export const NARROW = { width: 400, height: 740 };

/** Moving in is done by then; the preview answers at once, but drawing and scrolling take frames. */
export const SETTLED_MS = 250;

/** In the page: every row of the list of chats has its own height and place. */
const isListMeasured = () =>
  [...document.querySelectorAll('nav li[aria-setsize]')].every(
    (row) => row instanceof HTMLElement && row.style.position === 'absolute' && row.style.visibility !== 'hidden',
  );

/** @type {(name: string) => Act} */
export const open = (name) => async (page) => {
  const row = page.getByRole('navigation', { name: 'Chats' }).getByText(name, { exact: true });
  await row.waitFor();
  await page.waitForFunction(isListMeasured); // a list that is scrolled to a row before that is not as long yet
  await row.click();
  await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(name: string) => Act} */
export const about = (name) => async (page) => {
  await open(name)(page);
  await page.getByRole('heading', { name, level: 2 }).getByRole('button').click();
  await page.getByRole('complementary').waitFor();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(name: string) => Act} */
export const verify = (name) => async (page) => {
  await about(name)(page);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('dialog').waitFor();
};
/** @type {Act} */
export const profile = async (page) => {
  await page.getByRole('button', { name: /your profile and settings/ }).click();
  await page.getByRole('menuitem', { name: 'Name and picture' }).click();
};
/** @type {(words: string) => Act} */
export const find = (words) => async (page) => {
  await page.getByRole('combobox', { name: 'Search' }).fill(words);
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {Act} */
export const pill = async (page) => page.getByRole('button', { name: /^Way to/ }).click();
/** @type {Act} */
export const details = async (page) => page.getByRole('button', { name: '4 members' }).click();
/** @type {(text: string) => Act} */
export const messageMenu = (text) => async (page) => {
  await page.getByRole('article').locator('p').filter({ hasText: text }).last().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(label: string) => Act} */
export const choose = (label) => async (page) => {
  await page.getByRole('menuitem', { name: label, exact: true }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(first: Act, second: Act) => Act} */
export const both = (first, second) => async (page) => {
  await first(page);
  await second(page);
};
/** @type {(section: string) => Act} */
export const settings = (section) => async (page) => {
  await page.getByRole('button', { name: /your profile and settings/ }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText(section, { exact: true }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** @type {(...names: string[]) => Act} */
export const stage =
  (...names) =>
  async (page) => {
    const files = names.map((name) => ({
      name,
      mimeType: 'image/jpeg',
      buffer: Buffer.alloc(name.includes('empty') ? 0 : 9),
    }));
    await page.locator('input[type=file]').setInputFiles(files);
    await page.waitForTimeout(SETTLED_MS);
  };

/** @type {Act} */
export const gallery = async (page) => {
  await page.getByRole('button', { name: 'Photos and files', exact: true }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** Where there is no room for its button. @type {Act} */
export const galleryByMenu = async (page) => {
  await page.getByRole('button', { name: 'Find in this chat' }).click();
  await page.getByRole('menuitem', { name: 'Photos and files' }).click();
  await page.waitForTimeout(SETTLED_MS);
};
/** High enough to see a whole chat.
 * @type {Size}
 */
export const TALL = { width: 1120, height: 2400 };
/** @type {(...names: string[]) => Act} */
export const pickFiles =
  (...names) =>
  async (page) => {
    await page.getByRole('button', { name: 'Add photos or a file' }).click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: 'File' }).click();
    const files = names.map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(70_000) }));
    await (await choosing).setFiles(files);
    await page.waitForTimeout(SETTLED_MS);
  };
