import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';
import { inspect } from './support/inspect.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';

/** The system's own question where to save, answered by a person who always takes this place. */
async function saveTo(app: App, path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
}

test('two people meet by a picture of a code, and know each other better and better', async ({ open, folder }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const bob = await Person.firstRun('Bob', await open('bob'));
  const column = (person: Person, name: string) => person.page.getByRole('complementary', { name: `About ${name}` });

  await test.step('the picture that Alice saves opens the chat at Bob', async () => {
    const file = join(folder, 'code.png');
    await saveTo(alice.app, file);
    await alice.page.getByRole('button', { name: 'Save picture' }).click();
    await expect(alice.page.getByRole('button', { name: 'Saved' })).toBeVisible();
    expect((await readFile(file)).subarray(1, 4).toString('latin1')).toBe('PNG');
    await inspect(bob.page, 'add someone');
    await bob.pickFiles([file]);
    await bob.page.getByRole('button', { name: 'Open chat with Alice' }).click();
    await expect(bob.composer('Alice')).toBeVisible();
    await alice.openChat('Bob');
    await expect(alice.pill('Bob')).toHaveAccessibleName(/Direct, same network$/);
  });

  await test.step('a picture without a code is told', async () => {
    const file = join(folder, 'lake.jpg');
    await writeFile(file, await cameraJpeg());
    await bob.showAddSomeone();
    await bob.pickFiles([file]);
    await expect(bob.page.getByText('There is no code in this picture')).toBeVisible();
    await bob.openChat('Alice');
  });

  await test.step('Bob’s picture is shown at Alice', async () => {
    await bob.page.getByRole('button', { name: /profile and settings/ }).click();
    await bob.page.getByRole('menuitem', { name: 'Name and picture' }).click();
    await bob.pickFiles([join(folder, 'lake.jpg')]);
    await inspect(bob.page, 'the part of a picture');
    await bob.page.getByRole('button', { name: 'Use this part' }).click();
    await expect(bob.page.getByRole('button', { name: 'Another picture' })).toBeVisible();
    await inspect(bob.page, 'my profile');
    const shown = alice.row('Bob').locator('img');
    await expect(shown).toHaveAttribute('src', /^media:\/\/picture\/[0-9a-f]{64}\/[0-9a-f]{64}$/);
    await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await bob.openChat('Alice');
  });

  await test.step('what Alice calls him wins, and she can go back', async () => {
    await alice.page.getByRole('heading', { name: 'Bob', level: 2 }).getByRole('button').click();
    await alice.page.getByRole('button', { name: 'Change what you call Bob' }).click();
    await alice.page.getByRole('textbox', { name: 'What you call them' }).fill('Bobby');
    await alice.page.keyboard.press('Enter');
    await expect(alice.row('Bobby')).toBeVisible();
    await expect(column(alice, 'Bobby')).toContainText('Calls themselves Bob');
    await inspect(alice.page, 'a contact');
    await takePicture(alice.page, 'contact');
  });

  await test.step('both see the same words, and Alice says that they fit', async () => {
    await bob.page.getByRole('heading', { name: 'Alice', level: 2 }).getByRole('button').click();
    const words = async (person: Person, label: string) => {
      await person.page.getByRole('button', { name: 'Check now' }).click();
      await person.page.getByRole('button', { name: 'Show the words' }).click();
      const dialog = person.page.getByRole('dialog');
      const read = async (heading: string) =>
        await dialog.locator('section').filter({ hasText: heading }).getByRole('listitem').allTextContents();
      await expect(dialog.getByRole('listitem')).toHaveCount(12);
      await inspect(person.page, `words of ${person.name}`);
      return { own: await read('You read aloud'), theirs: await read(label) };
    };
    const hers = await words(alice, 'Bobby reads aloud');
    const his = await words(bob, 'Alice reads aloud');
    expect([hers.own, hers.theirs]).toEqual([his.theirs, his.own]);
    await alice.page.getByRole('button', { name: 'The words fit' }).click();
    await expect(column(alice, 'Bobby')).toContainText('Yes: you compared the words');
    await bob.page.getByRole('button', { name: 'They do not' }).click();
    await expect(column(bob, 'Alice')).toContainText('Somebody may stand between you.');
    await expect(column(bob, 'Alice')).toContainText('Compare the six words once more');
    await expect(bob.pill('Alice')).toHaveAccessibleName(/The check failed$/);
    await bob.page.getByRole('button', { name: 'Forget the check' }).click();
    await expect(column(bob, 'Alice')).toContainText('You have not checked yet.');
  });

  await test.step('who blocks is told so and can undo it', async () => {
    await alice.page.getByRole('button', { name: 'Block Bobby', exact: true }).click();
    await expect(column(alice, 'Bobby')).toContainText('You have blocked Bobby.');
    await alice.page.getByRole('button', { name: 'Undo' }).click();
    await expect(alice.page.getByRole('button', { name: 'Block Bobby', exact: true })).toBeVisible();
  });
});
