import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, meet, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';

/** A microphone that beeps, and nobody to be asked for it. Chromium's own switches for tests. */
const FAKE_MICROPHONE = ['--use-fake-device-for-media-stream'];

/** Picks a file as a person does: by the menu, and the system's dialog behind it. */
async function sendFile(person: Person, path: string): Promise<void> {
  await person.page.getByRole('button', { name: 'Add photos or a file' }).click();
  const choosing = person.page.waitForEvent('filechooser');
  await person.page.getByRole('menuitem', { name: 'File' }).click();
  await (await choosing).setFiles(path);
  await expect(person.page.getByRole('list', { name: 'Files to send' })).toBeVisible();
  await person.page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** What the system's dialogs would answer. */
async function answerDialogs(person: Person, path: string): Promise<void> {
  await person.app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('a file goes both ways and is saved byte for byte; a program is only saved', async ({ pair, folder }) => {
  const { alice, bob } = pair;
  const letter = randomBytes(3_000_000);
  const sources = { letter: join(folder, 'Letter to the choir.bin'), program: join(folder, 'holiday.sh') };
  await writeFile(sources.letter, letter);
  await writeFile(sources.program, 'echo hello\n');

  await sendFile(alice, sources.letter);
  const arrived = bob.message('Letter to the choir.bin');
  await expect(arrived.getByRole('button', { name: 'Save as …' })).toBeVisible();
  const target = join(folder, 'saved.bin');
  await answerDialogs(bob, target);
  await arrived.getByRole('button', { name: 'Save as …' }).click();
  await expect(bob.page.getByText('saved.bin is saved.')).toBeVisible();
  expect(Buffer.compare(await readFile(target), letter)).toBe(0);
  const { mtimeMs } = await stat(target);
  expect(Math.abs(mtimeMs - (await sentAtMs(bob, 'file')))).toBeLessThan(1_000); // some disks count whole seconds
  await expect(alice.page.getByText(/Arrived|Seen/).last()).toBeVisible();

  await sendFile(bob, sources.program);
  const program = alice.message('holiday.sh');
  await expect(program.getByText('This is a program. Run it only if you asked Bob for it.')).toBeVisible();
  await expect(program.getByRole('button', { name: 'Save as …' })).toBeVisible();
  await expect(program.getByRole('button', { name: 'Open' })).toHaveCount(0);
});

/** When the first message of this kind was sent. */
async function sentAtMs(person: Person, kind: string): Promise<number> {
  const messages = (await person.messages()) as readonly { content: { kind: string }; atMs?: number }[];
  return messages.find(({ content }) => content.kind === kind)?.atMs ?? 0;
}

test('the page can’t name a file of this computer', async ({ open, folder }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const secret = join(folder, 'secret.txt');
  await writeFile(secret, 'secret');
  const tried = await alice.page.evaluate(async (path) => {
    const { bridge } = window as unknown as { bridge: { lend(files: readonly unknown[]): Promise<unknown> } };
    const forged = new File(['x'], 'secret.txt');
    Object.defineProperty(forged, 'path', { value: path });
    return bridge.lend([forged, { path, name: 'secret.txt' }, path]);
  }, secret);
  expect(tried).toMatchObject({
    ok: true,
    value: { files: [{ kind: 'unreadable' }, { kind: 'unreadable' }, { kind: 'unreadable' }] },
  });
});

test('a voice message is recorded, arrives and is heard', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice', { args: FAKE_MICROPHONE }));
  const bob = await Person.firstRun('Bob', await open('bob'));
  await meet(alice, bob);
  const microphone = () =>
    alice.page.evaluate(
      async () => (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state,
    );
  expect(await microphone()).toBe('denied');

  await alice.page.getByRole('button', { name: 'Record a voice message' }).click();
  await expect(alice.page.getByRole('timer')).toHaveText('0:02');
  await alice.page.getByRole('button', { name: 'Send the recording' }).click();
  await expect(alice.page.getByRole('group', { name: /^Voice message/ })).toBeVisible();
  expect(await microphone()).toBe('denied');

  const heard = bob.page.getByRole('group', { name: /^Voice message/ });
  await heard.getByRole('button', { name: 'Play' }).click();
  await expect(heard.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(heard.getByRole('button', { name: 'Play' })).toBeVisible(); // it came to its end
  await expect(heard.getByText('This recording can’t be played.')).toHaveCount(0);
  await heard.getByRole('button', { name: 'Speed: 1×' }).click();
  await expect(heard.getByRole('button', { name: 'Speed: 1.5×' })).toBeVisible();

  await alice.page.getByRole('button', { name: 'Record a voice message' }).click();
  await expect(alice.page.getByRole('timer')).toHaveText('0:01');
  await alice.page.keyboard.press('Escape');
  await expect(alice.composer('Bob')).toBeFocused();
  await expect(alice.page.getByRole('group', { name: /^Voice message/ })).toHaveCount(1);
});
