import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { inspect } from './support/inspect.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';

const PASSPHRASE = 'four words of mine';

async function openSettings({ page }: App, section: string): Promise<void> {
  await page.getByRole('button', { name: /your profile and settings/ }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText(section, { exact: true }).click();
  await expect(page.getByRole('heading', { name: section, level: 3 })).toBeVisible();
}

/** What the system's dialogs will answer: no test can click in them. */
async function answerDialogs({ electron }: App, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, path);
}

/** What the system's own question is answered with, and how often it came. */
async function answerQuestions({ electron }: App, isYes: boolean): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(
    ({ dialog }, response) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = async (...given: unknown[]) => {
        asked.push((given.at(-1) as { message: string }).message);
        return { response, checkboxChecked: false };
      };
    },
    isYes ? 0 : 1,
  );
  return () => electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

/** The twelve words as they stand on the screen; afterwards two of them are said again. */
async function writeDownWords({ page }: App): Promise<readonly string[]> {
  await page.getByRole('button', { name: 'Show the words' }).click();
  const list = page.getByRole('list', { name: 'Rescue words' }).getByRole('listitem');
  await expect(list).toHaveCount(12);
  const words = await list.allInnerTexts();
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await expect(page.getByLabel(/^Word number/)).toHaveCount(2);
  for (const field of await page.getByLabel(/^Word number/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.innerText ?? '');
    await field.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('Written down.')).toBeVisible();
  return words;
}

/** What the store keeps is shown changed when it is kept, a moment after the click. */
async function switchOff({ page }: App, name: string): Promise<void> {
  await page.getByRole('switch', { name }).click();
  await expect(page.getByRole('switch', { name })).not.toBeChecked();
}

test('settings hold at once and after a restart', async ({ open }) => {
  const app = await open('alice');
  await Person.firstRun('Alice', app);
  await openSettings(app, 'Look');
  const root = app.page.locator('html');
  await app.page.getByRole('switch', { name: 'High contrast' }).check();
  await app.page.getByRole('switch', { name: 'Nothing moves' }).check();
  await app.page.getByRole('button', { name: 'Larger text' }).click();
  await expect(root).toHaveAttribute('data-contrast', 'high');
  await expect(root).toHaveAttribute('data-motion', 'off');
  await expect(app.page.getByText('110%')).toBeVisible();
  await inspect(app.page, 'look');

  await openSettings(app, 'Privacy');
  await switchOff(app, 'When I have seen a message');
  await inspect(app.page, 'privacy');
  await openSettings(app, 'Network');
  await switchOff(app, 'Carry for my contacts');
  await app.page.getByRole('textbox', { name: 'Always use this one:' }).fill('80');
  await app.page.getByRole('button', { name: 'Save' }).click();
  await expect(app.page.getByText('A port is a number from 1024 to 65535.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Check the connection' }).click();
  await expect(app.page.getByText('Messages from outside')).toBeVisible();
  await inspect(app.page, 'network');
  await app.close();

  const again = await open('alice');
  await openSettings(again, 'Network');
  await expect(again.page.locator('html')).toHaveAttribute('data-contrast', 'high');
  await expect(again.page.getByRole('switch', { name: 'Carry for my contacts' })).not.toBeChecked();
  await openSettings(again, 'Privacy');
  await expect(again.page.getByRole('switch', { name: 'When I have seen a message' })).not.toBeChecked();
  await openSettings(again, 'Look');
  await expect(again.page.getByText('110%')).toBeVisible();
  await openSettings(again, 'Storage');
  await inspect(again.page, 'storage');
  await openSettings(again, 'About');
  await inspect(again.page, 'about');
});

/** Words and passphrase are given to who says the passphrase, not to who sits there. */
async function onlyWithThePassphrase({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Show the words' }).click();
  const field = page.getByLabel('Passphrase now');
  await field.fill('somebody else');
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page.getByText('That is not the passphrase.')).toBeVisible();
  await field.fill(PASSPHRASE);
  await field.press('Enter');
  await expect(page.getByRole('list', { name: 'Rescue words' })).toBeVisible();
  await page.getByRole('button', { name: 'Hide them' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await field.fill('somebody else');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('That is not the passphrase.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
}

test('a passphrase is asked for at the next start; a wrong one, the right one, the words instead', async ({
  open,
  folder,
}) => {
  const app = await open('alice');
  await Person.firstRun('Alice', app);
  await openSettings(app, 'Backup and safety');
  await answerQuestions(app, false);
  await app.page.getByRole('button', { name: 'Show the words' }).click();
  await expect(app.page.getByRole('button', { name: 'Show the words' })).toBeEnabled();
  await expect(app.page.getByRole('list', { name: 'Rescue words' })).toHaveCount(0);
  const asked = await answerQuestions(app, true);
  const words = await writeDownWords(app);
  await app.page.getByRole('button', { name: 'Set a passphrase …' }).click();
  await app.page.getByLabel('New passphrase').fill(PASSPHRASE);
  await app.page.getByLabel('The same once more').fill(PASSPHRASE);
  await app.page.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(app.page.getByText('Hashline asks for your passphrase at every start.')).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Change it …' })).toBeFocused();
  expect(await asked()).toEqual(['Show your twelve rescue words?', 'Ask for this passphrase at every start?']);
  await onlyWithThePassphrase(app);
  expect(await asked()).toHaveLength(2);
  await inspect(app.page, 'backup');
  await app.close();
  await cp(join(folder, 'alice'), join(folder, 'copy'), { recursive: true });

  const locked = await open('alice');
  await expect(locked.page.getByRole('heading', { name: 'Your messages are locked' })).toBeVisible();
  await inspect(locked.page, 'locked');
  await takePicture(locked.page, 'locked');
  await locked.page.getByLabel('Passphrase').fill('another one');
  await locked.page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(locked.page.getByText('That is not the passphrase.')).toBeVisible();
  await locked.page.getByLabel('Passphrase').fill(PASSPHRASE);
  await locked.page.keyboard.press('Enter');
  await expect(locked.page.getByRole('button', { name: /^Alice, your profile/ })).toBeVisible();
  await locked.close();

  // Closed while it is locked, it ends like any other.
  const closed = await open('copy');
  await expect(closed.page.getByRole('heading', { name: 'Your messages are locked' })).toBeVisible();
  await closed.close();
  const forgotten = await open('copy');
  await forgotten.page.getByRole('button', { name: 'Use my rescue words instead' }).click();
  await forgotten.page.getByLabel('Your twelve rescue words').fill(words.toReversed().join(' '));
  await forgotten.page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(forgotten.page.getByText('These are not the right words.', { exact: false })).toBeVisible();
  await forgotten.page.getByLabel('Your twelve rescue words').fill(words.join(' '));
  await forgotten.page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(forgotten.page.getByRole('button', { name: /^Alice, your profile/ })).toBeVisible();
});

test('a rescue file makes a new computer one’s own while the contact goes on', async ({ pair, open, folder }) => {
  const { alice, bob } = pair;
  await alice.write('Bob', 'before');
  await expect(bob.message('before')).toBeVisible();
  await openSettings(alice.app, 'Backup and safety');
  await answerQuestions(alice.app, true);
  const words = await writeDownWords(alice.app);
  const file = join(folder, 'rescue.hashline');
  await answerDialogs(alice.app, file);
  await alice.page.getByRole('button', { name: 'Save rescue file …' }).click();
  await expect(alice.page.getByText('Up to date since', { exact: false })).toBeVisible();
  await alice.app.close();
  await bob.write('Alice', 'while you were away');

  const fresh = await open('new');
  await fresh.page.getByRole('button', { name: 'Restore from another computer' }).click();
  await answerDialogs(fresh, process.execPath);
  await fresh.page.getByRole('button', { name: 'Choose the rescue file …' }).click();
  await expect(fresh.page.getByText('This is not a rescue file.', { exact: false })).toBeVisible();
  await fresh.page.getByRole('radio', { name: 'Full copy' }).click();
  await answerDialogs(fresh, folder);
  await fresh.page.getByRole('button', { name: 'Choose the folder of the copy …' }).click();
  await expect(fresh.page.getByText('There is no copy of Hashline in this folder.', { exact: false })).toBeVisible();
  await takePicture(fresh.page, 'restore-wrong-folder');
  await fresh.page.getByRole('radio', { name: 'Rescue file' }).click();
  await answerDialogs(fresh, file);
  await fresh.page.getByRole('button', { name: 'Choose the rescue file …' }).click();
  await expect(fresh.page.getByRole('button', { name: 'rescue.hashline' })).toBeVisible();
  const wordsField = fresh.page.getByLabel('Your twelve rescue words');
  await wordsField.fill(words.toReversed().join(' '));
  await fresh.page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(fresh.page.getByText('These are not the right words.', { exact: false })).toBeVisible();
  await inspect(fresh.page, 'restore');
  await takePicture(fresh.page, 'restore');
  await wordsField.fill(words.map((word, index) => `${index + 1}. ${word}`).join('\n'));
  await fresh.page.getByRole('button', { name: 'Restore', exact: true }).click();
  const again = new Person('Alice', fresh);
  await expect(again.row('Bob')).toBeVisible();

  // Bob's computer asks about the new device; the answer is given as his window's bridge takes it.
  const id = await conversationOf(bob);
  await expect.poll(() => newDeviceOf(bob), { timeout: 60_000 }).toBeDefined();
  const device = await newDeviceOf(bob);
  await bob.app.ask('answerNewDevice', { conversationId: id, device, isTheirs: true });
  await again.openChat('Bob');
  await expect(again.message('while you were away')).toBeVisible({ timeout: 60_000 });
  await again.write('Bob', 'here I am again');
  await expect(bob.message('here I am again')).toBeVisible({ timeout: 60_000 });
});

interface Heading {
  readonly id: string;
  readonly newDevice?: { readonly device: string };
}

async function headingOf({ app }: Person): Promise<Heading | undefined> {
  return (await app.ask<{ conversations: readonly Heading[] }>('getState')).conversations[0];
}

async function conversationOf(person: Person): Promise<string> {
  return (await headingOf(person))?.id ?? '';
}

async function newDeviceOf(person: Person): Promise<string | undefined> {
  return (await headingOf(person))?.newDevice?.device;
}

test('where nothing opens, what is there goes aside and a first run begins', async ({ open, folder }) => {
  const app = await open('alice');
  await Person.firstRun('Alice', app);
  await app.close();
  await rm(join(folder, 'alice', 'store.key'));
  const shut = await open('alice');
  await expect(shut.page.getByRole('heading', { name: 'The key to your messages is missing' })).toBeVisible();
  await shut.page.getByRole('button', { name: 'Put all this aside and begin anew …' }).click();
  await shut.page.getByRole('button', { name: 'Put aside and begin anew' }).click();
  await expect(shut.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  await Person.firstRun('Alice Again', shut);
});
