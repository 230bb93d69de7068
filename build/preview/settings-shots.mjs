import { both, NARROW, open, SETTLED_MS, settings, WIDE } from './acts.mjs';

/** @typedef {import('./acts.mjs').Act} Act */

/** @type {Act} */
const setPassphrase = async (page) => {
  await page.getByRole('button', { name: 'Set a passphrase …' }).click();
  await page.getByLabel('New passphrase').fill('four words of mine');
  await page.getByLabel('The same once more').fill('four words of mine');
  await page.getByRole('button', { name: 'Set passphrase' }).click();
  await page.getByRole('button', { name: 'Change it …' }).waitFor();
};
/**
 * The one there is, asked for before another one is taken; with `wrong`, before it is taken away.
 * @type {(wrong: string) => Act}
 */
const passphrase = (wrong) =>
  both(setPassphrase, async (page) => {
    if (wrong === '') return page.getByRole('button', { name: 'Change it …' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByLabel('Passphrase now').fill(wrong);
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('That is not the passphrase.').waitFor();
  });
/** @type {Act} */
const lockedWords = both(setPassphrase, (page) => page.getByRole('button', { name: 'Show the words' }).click());

/**
 * Settings, and what is told in passing. Name of the picture, what the preview is asked for, how large, and what is done first.
 * @type {readonly import('./acts.mjs').Shot[]}
 */
export const SETTINGS_SHOTS = [
  ['settings-notifications', {}, WIDE, settings('Notifications')],
  ['settings-profile', {}, WIDE, settings('Profile')],
  ['settings-look', {}, WIDE, settings('Look')],
  ['settings-backup', {}, WIDE, settings('Backup and safety')],
  [
    'settings-words',
    {},
    WIDE,
    both(settings('Backup and safety'), (page) => page.getByRole('button', { name: 'Show the words' }).click()),
  ],
  [
    'settings-words-asked',
    {},
    WIDE,
    both(settings('Backup and safety'), async (page) => {
      await page.getByRole('button', { name: 'Show the words' }).click();
      await page.getByRole('button', { name: 'I have written them down' }).click();
      await page.getByLabel('Word number 3').fill('wrong');
      await page.getByLabel('Word number 8').fill('words');
      await page.getByRole('button', { name: 'Check' }).click();
    }),
  ],
  ['settings-passphrase', {}, WIDE, both(settings('Backup and safety'), passphrase(''))],
  ['settings-passphrase-wrong', {}, NARROW, both(settings('Backup and safety'), passphrase('somebody else'))],
  ['settings-words-locked', {}, WIDE, both(settings('Backup and safety'), lockedWords)],
  [
    'settings-backup-all',
    {},
    { width: 1120, height: 1300 },
    both(settings('Backup and safety'), async (page) => {
      await page.getByRole('button', { name: 'Save rescue file …' }).click();
      await page.getByRole('button', { name: 'Choose a folder …' }).click();
      await page.getByRole('button', { name: 'Set a passphrase …' }).click();
    }),
  ],
  ['settings-privacy', {}, WIDE, settings('Privacy')],
  ['settings-network', {}, { width: 1120, height: 1500 }, settings('Network')],
  [
    'settings-check',
    {},
    { width: 1120, height: 900 },
    both(settings('Network'), async (page) => {
      await page.getByRole('button', { name: 'Check the connection' }).click();
      await page.getByLabel('Together with').selectOption({ label: 'Anna' });
      await page.getByText('From here to Anna').waitFor();
    }),
  ],
  ['settings-computer', {}, WIDE, settings('This computer')],
  [
    'picture-part',
    {},
    WIDE,
    both(settings('Profile'), async (page) => {
      const picture = await page.screenshot();
      await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
      await page.getByRole('dialog').waitFor();
    }),
  ],
  ['settings-storage', {}, WIDE, settings('Storage')],
  ['settings-about', {}, WIDE, settings('About')],
  ['settings-narrow', {}, NARROW, settings('Privacy')],
  ['settings-language', {}, WIDE, settings('Language')],
  [
    'toast',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).fill('disk-full');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  [
    'toast-invite',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'hashline:ABC');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
  [
    'focus',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Shift+Tab');
    }),
  ],
  [
    'sent',
    {},
    WIDE,
    both(open('Anna'), async (page) => {
      await page.getByRole('textbox', { name: /^Message to/ }).fill('Until then!');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(SETTLED_MS);
    }),
  ],
];
