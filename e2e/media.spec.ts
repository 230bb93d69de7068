import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, meet, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';

/** A microphone that beeps, and nobody to be asked for it. Chromium's own switch for tests. */
const FAKE_MICROPHONE = ['--use-fake-device-for-media-stream'];

/** Picks a file as a person does: by the menu, and the system's dialog behind it. */
async function sendFile(person: Person, path: string): Promise<void> {
  const choosing = person.page.waitForEvent('filechooser'); // before the menu: on a busy machine it takes a while to hold
  await person.page.getByRole('button', { name: 'Add photos or a file' }).click();
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

/** When the newest message of this kind was sent. */
async function sentAtMs(person: Person, kind: string): Promise<number> {
  const messages = (await person.messages()) as readonly { content: { kind: string }; atMs?: number }[];
  return messages.findLast(({ content }) => content.kind === kind)?.atMs ?? 0;
}

/** How far the newest recording has come. */
async function voiceState(person: Person): Promise<string | undefined> {
  const messages = (await person.messages()) as readonly { content: { voice?: { transfer: { state: string } } } }[];
  return messages.findLast(({ content }) => content.voice !== undefined)?.content.voice?.transfer.state;
}

async function filesGoBothWays(alice: Person, bob: Person, folder: string): Promise<void> {
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

  await sendFile(bob, sources.program);
  const program = alice.message('holiday.sh');
  await expect(program.getByText('This is a program. Run it only if you asked Bob for it.')).toBeVisible();
  await expect(program.getByRole('button', { name: 'Save as …' })).toBeVisible();
  await expect(program.getByRole('button', { name: 'Open' })).toHaveCount(0);
}

/** The page can't name a file of this computer, however it makes one up. */
async function pathsAreNotForged(alice: Person, folder: string): Promise<void> {
  const tried = await alice.page.evaluate(
    async (path) => {
      const { bridge } = window as unknown as { bridge: { lend(files: readonly unknown[]): Promise<unknown> } };
      const forged = new File(['x'], 'holiday.sh');
      Object.defineProperty(forged, 'path', { value: path });
      return bridge.lend([forged, { path, name: 'holiday.sh' }, path]);
    },
    join(folder, 'holiday.sh'),
  );
  const none = { kind: 'unreadable' };
  expect(tried).toMatchObject({ ok: true, value: { files: [none, none, none] } });
}

async function voiceIsHeard(alice: Person, bob: Person): Promise<void> {
  const microphone = () =>
    alice.page.evaluate(
      async () => (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state,
    );
  expect(await microphone()).toBe('denied');
  await alice.page.getByRole('button', { name: 'Record a voice message' }).click();
  await expect(alice.page.getByRole('timer')).toHaveText('0:01');
  await alice.page.getByRole('button', { name: 'Send the recording' }).click();
  await expect(alice.page.getByRole('group', { name: /^Voice message/ })).toBeVisible();
  expect(await microphone()).toBe('denied');

  const heard = bob.page.getByRole('group', { name: /^Voice message/ });
  // Whole: while it comes, what pauses its coming is called as what pauses the sound.
  await expect.poll(() => voiceState(bob)).toBe('here');
  await heard.getByRole('button', { name: 'Play' }).click();
  await expect(heard.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(heard.getByRole('button', { name: 'Play' })).toBeVisible(); // it came to its end
  await expect(heard.getByText('This recording can’t be played.')).toHaveCount(0);

  await alice.page.getByRole('button', { name: 'Record a voice message' }).click();
  await expect(alice.page.getByRole('button', { name: 'Send the recording' })).toBeEnabled();
  await alice.page.keyboard.press('Escape');
  await expect(alice.composer('Bob')).toBeFocused();
  await expect(alice.page.getByRole('group', { name: /^Voice message/ })).toHaveCount(1);
}

/** Two of one second and one without a date. */
async function photoFiles(folder: string): Promise<readonly string[]> {
  const paths = ['#a33', '#3a3', '#33a'].map((_colour, at) => join(folder, `photo-${at}.jpg`));
  for (const [at, background] of ['#a33', '#3a3', '#33a'].entries()) {
    const picture = sharp({ create: { width: 640, height: 480, channels: 3, background } }).jpeg();
    const dated = at < 2 ? picture.withExif({ IFD2: { DateTimeOriginal: '2024:07:14 18:03:59' } }) : picture;
    await dated.toFile(paths[at] ?? '');
  }
  return paths;
}

async function albumIsSaved(alice: Person, bob: Person, folder: string): Promise<void> {
  await alice.sendPhotos(await photoFiles(folder));
  await expect(bob.page.getByRole('button', { name: 'Photo 3 of 3' })).toBeVisible();
  await expect.poll(async () => await wholeCount(bob)).toBe(3);
  const target = join(folder, 'Pictures');
  await mkdir(target);
  await answerDialogs(bob, target);
  await bob.page.getByRole('button', { name: 'Photos and files' }).click();
  const gallery = bob.page.getByRole('complementary', { name: 'Photos and files with Alice' });
  await expect(gallery.getByRole('button', { name: /^Photo of/ })).toHaveCount(3);
  await gallery.getByRole('button', { name: 'Save all …' }).click();
  await expect(bob.page.getByText('3 are saved in Pictures.')).toBeVisible();
  const names = (await readdir(target)).sort();
  expect(names).toEqual(expect.arrayContaining(['2024-07-14 18.03.59 (2).jpg', '2024-07-14 18.03.59.jpg']));
  expect(names).toHaveLength(3);
  const { mtime } = await stat(join(target, '2024-07-14 18.03.59.jpg'));
  expect(mtime.getTime()).toBe(new Date(2024, 6, 14, 18, 3, 59).getTime());
}

async function wholeCount(person: Person): Promise<number> {
  const albums = (await person.messages()).flatMap(({ content }) => content.photos ?? []);
  return albums.filter(({ isWhole }) => isWhole).length;
}

/** By keyboard from the gallery into the viewer and out again, then passed on to the other side. */
async function viewedAndForwarded(alice: Person, bob: Person): Promise<void> {
  await bob.page
    .getByRole('button', { name: /^Photo of/ })
    .first()
    .press('Enter');
  const viewer = bob.page.getByRole('dialog', { name: 'Photos' });
  await expect(viewer.getByRole('button', { name: 'Turn (R)' })).toBeVisible();
  await bob.page.keyboard.press('r');
  await expect(viewer.locator('.viewer-turned[style*="rotate(90deg)"]')).toHaveCount(1);
  await viewer.getByRole('button', { name: 'Copy picture' }).click();
  await expect
    .poll(() => bob.app.electron.evaluate(async ({ clipboard }) => await clipboard.has('image/png')))
    .toBe(true);
  // A note stands over the viewer, and can be put away there.
  const notes = bob.page.getByRole('region', { name: 'Notes' }).getByRole('dialog');
  const note = notes.filter({ hasText: 'The picture is copied.' });
  await note.locator('button').click();
  await expect(note).toHaveCount(0);
  await bob.page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);

  await bob.page.getByRole('button', { name: 'Close', exact: true }).click();
  await bob.page.getByRole('article').filter({ hasText: 'Letter to the choir.bin' }).click({ button: 'right' });
  await bob.page.getByRole('menuitem', { name: 'Forward …' }).click();
  await bob.page.getByRole('dialog', { name: 'Forward to' }).getByRole('button', { name: 'Alice' }).click();
  await expect(bob.page.getByText('Forwarded to Alice.')).toBeVisible();
  // Nor does a note take the keys away.
  await bob.page.keyboard.press('ControlOrMeta+k');
  await expect(bob.page.getByRole('dialog', { name: 'Go to a chat' })).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(alice.page.getByText('Letter to the choir.bin', { exact: false }).nth(1)).toBeVisible();
}

test('what is sent beside words: files, voice, photos; saved, looked at and passed on', async ({ open, folder }) => {
  const alice = await Person.firstRun('Alice', await open('alice', { args: FAKE_MICROPHONE }));
  const bob = await Person.firstRun('Bob', await open('bob'));
  await meet(alice, bob);
  await test.step('files go both ways', () => filesGoBothWays(alice, bob, folder));
  await test.step('paths are not forged', () => pathsAreNotForged(alice, folder));
  await test.step('a voice message is heard', () => voiceIsHeard(alice, bob));
  await test.step('an album is saved from the gallery', () => albumIsSaved(alice, bob, folder));
  await test.step('a photo is looked at, a file forwarded', () => viewedAndForwarded(alice, bob));
});
