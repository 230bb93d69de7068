import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { Keyboard } from './support/keyboard.ts';
import { Person } from './support/person.ts';

/** A window in which the list and a chat do not stand side by side. */
const NARROW_PX = 420;
/** Two menus are opened and closed meanwhile. */
const CHOOSER_MS = 60_000;

test('all of it without a mouse: the first run, writing, photos, a group, search, settings', async ({
  open,
  folder,
}) => {
  const app = await open('alice');
  const { page } = app;
  const keys = new Keyboard(page);
  await keys.watchForPointers();
  const alice = new Person('Alice', app);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const item = (name: string | RegExp) => page.getByRole('menuitem', { name, exact: typeof name === 'string' });

  await test.step('the first run, and the invite', async () => {
    await keys.expectOn(page.getByRole('textbox', { name: 'Your name' }));
    await keys.type('Alice');
    await keys.press('Enter');
    await keys.tabTo(button('Copy invite'));
    await keys.press('Enter');
    await expect(button('Copied')).toBeVisible();
  });
  const invite = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  const bob = await Person.firstRun('Bob', await open('bob'));
  const carol = await Person.firstRun('Carol', await open('carol'));
  await bob.accept(invite, 'Alice');

  await test.step('to a chat in the list, and writing', async () => {
    await keys.tabBackTo(alice.row('Bob'));
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Bob'));
    await keys.type('Hello Bob');
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Bob'));
    await expect(bob.message('Hello Bob')).toBeVisible();
    await bob.write('Alice', 'How are you?');
  });

  await test.step('the invite of somebody else is pasted', async () => {
    const hers = await carol.copyInvite();
    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), hers);
    await keys.press('Control+N');
    await keys.tabTo(alice.inviteField);
    await keys.press('Control+V');
    await keys.tabTo(button('Open chat with Carol'));
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Carol'));
    await carol.openChat('Alice');
  });

  await test.step('back by a few letters of the name', async () => {
    await keys.lookInto('Control+K', page.getByRole('dialog', { name: 'Go to a chat' }));
    await keys.press('Control+K');
    await keys.expectOn(page.getByRole('combobox', { name: 'Go to …' }));
    await keys.type('Bo');
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Bob'));
  });

  /** The answer quotes it, further below. */
  const questionOf = (person: Person) => person.page.getByRole('article').filter({ hasText: 'How are you?' }).first();
  const question = questionOf(alice);
  await test.step('an answer', async () => {
    await keys.tabBackTo(question);
    await keys.press('Enter');
    await keys.arrowTo(item('Reply'));
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Bob'));
    await keys.type('Very well, thank you');
    await keys.press('Enter');
    await expect(bob.message('Very well, thank you')).toContainText('How are you?');
  });

  await test.step('a reaction, and what opens over a message', async () => {
    await keys.tabBackTo(alice.message('Very well, thank you'));
    await keys.press('ArrowUp');
    await keys.expectOn(question);
    await keys.press('Enter');
    await keys.arrowTo(item('React with ❤️'));
    await keys.press('Enter');
    await keys.expectOn(question);
    await expect(questionOf(bob)).toContainText('❤️');

    for (const [choice, dialog] of [
      ['Another emoji …', /emoji/i],
      ['Details', /./],
      ['Forward …', /./],
    ] as const) {
      await keys.press('Enter');
      await keys.arrowTo(item(choice));
      await keys.press('Enter');
      await keys.expectInside(page.getByRole('dialog', { name: dialog }));
      await keys.press('Tab');
      await keys.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await keys.expectOn(question);
    }
    await keys.lookInto('Enter', page.getByRole('menu'));
  });

  await test.step('a photo with a caption', async () => {
    const file = join(folder, 'lake.jpg');
    await writeFile(file, await cameraJpeg());
    // Asked for long before it comes: else the system's own dialog may open before anybody waits for it.
    const choosing = page.waitForEvent('filechooser', { timeout: CHOOSER_MS });
    await keys.tabTo(button('Add photos or a file'));
    await keys.lookInto('Enter', page.getByRole('menu'));
    await keys.press('Enter');
    await keys.arrowTo(item('Photos and films'));
    await keys.press('Enter');
    await (await choosing).setFiles(file);
    const caption = page.getByRole('textbox', { name: 'Caption of photo 1' });
    await expect(caption).toBeEnabled();
    await keys.tabBackTo(caption);
    await keys.type('The lake');
    await keys.tabTo(button('Send photo'));
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Bob'));
    await expect(bob.message('The lake')).toBeVisible();
    await expect(alice.message('The lake')).toContainText('Seen');
    await keys.tabBackTo(alice.message('The lake').getByRole('button', { name: /^Photo 1 of 1/ }));
    await keys.lookInto('Enter', page.locator('.yarl__portal'));
  });

  await test.step('what stands around a chat', async () => {
    await keys.tabBackTo(alice.pill('Bob'));
    await keys.lookInto('Enter', page.getByRole('dialog', { name: /Bob/ }));
    await keys.tabBackTo(button('Find in this chat'));
    await keys.lookInto('Enter', page.getByRole('menu'));
    await keys.tabTo(button('Emoji'));
    await keys.lookInto('Enter', page.getByRole('dialog', { name: 'Emoji' }));
    await keys.tabBackTo(page.getByRole('heading', { name: 'Bob', level: 2 }).getByRole('button'));
    await keys.press('Enter');
    const column = page.getByRole('complementary');
    await expect(column).toBeVisible();
    await keys.tabTo(button('Remove Bob'));
    await keys.lookInto('Enter', page.getByRole('dialog', { name: /Bob/ }));
    await keys.tabBackTo(button('Close the column'));
    await keys.press('Enter');
    await expect(column).toBeHidden();
    await keys.expectOn(page.getByRole('heading', { name: 'Bob', level: 2 }).getByRole('button'));
  });

  await test.step('a group of three', async () => {
    await keys.press('Control+Shift+N');
    await keys.expectOn(page.getByRole('textbox', { name: 'Name of the group' }));
    await keys.type('Family');
    for (const name of ['Bob', 'Carol']) {
      await keys.tabTo(page.getByRole('checkbox', { name }));
      await keys.press('Space');
    }
    await keys.tabTo(button('Make the group and invite 2 people'));
    await keys.press('Enter');
    await keys.expectOn(alice.composer('Family'));
    await keys.type('Who comes on Sunday?');
    await keys.press('Enter');
    await bob.page.getByRole('button', { name: 'Join Family' }).click();
    await carol.page.getByRole('button', { name: 'Join Family' }).click();
    await expect(button('3 members')).toBeVisible();
    await keys.tabBackTo(button('3 members'));
    await keys.press('Enter');
    await keys.tabTo(button('Leave the group'));
    await keys.lookInto('Enter', page.getByRole('dialog', { name: /Family/ }));
    await keys.tabBackTo(button('Rename the group'));
    await keys.press('Enter');
    await keys.expectOn(page.getByRole('textbox', { name: 'Name of the group' }));
    await keys.press('Escape');
    await keys.expectOn(button('Rename the group'));
    await keys.press('Escape');
    await expect(page.getByRole('complementary')).toBeHidden();
    await keys.expectOn(alice.composer('Family')); // Escape closes what is open, and one writes on
  });

  await test.step('search, and to what was found', async () => {
    await keys.press('Control+Shift+F');
    const field = page.getByRole('combobox', { name: 'Search' });
    await keys.expectOn(field);
    await keys.type('Very well');
    await expect(page.getByRole('option', { name: /Very well/ })).toBeVisible();
    await keys.press('Enter');
    await expect(alice.composer('Bob')).toBeVisible();
    await keys.tabTo(field);
    await keys.press('Escape');
    await keys.expectOn(alice.composer('Bob'));
  });

  await test.step('the keys, and the settings', async () => {
    await keys.lookInto('Control+/', page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    await keys.tabBackTo(button(/profile and settings/));
    await keys.lookInto('Enter', page.getByRole('menu'));
    await keys.press('Enter');
    await keys.arrowTo(item('Keyboard shortcuts'));
    await keys.press('Enter');
    await keys.expectInside(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    await keys.press('Escape');
    await keys.expectOn(button(/profile and settings/));
    await keys.press('Enter');
    await keys.arrowTo(item('Settings'));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeFocused();
    await keys.tabTo(button('Privacy'));
    await keys.press('Enter');
    await keys.tabTo(page.getByRole('switch').first());
    await keys.press('Escape');
    await keys.expectOn(alice.composer('Bob'));
  });

  await test.step('back to the list, where one column stands alone', async () => {
    await app.electron.evaluate(({ BrowserWindow }, width) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.setContentSize(width, 640);
    }, NARROW_PX);
    await expect(button('Back to your chats')).toBeVisible();
    await keys.tabBackTo(button('Back to your chats'));
    await keys.press('Enter');
    await keys.expectOn(alice.row('Bob'));
    await keys.press('ArrowDown');
    await keys.press('ArrowUp');
    await keys.lookInto('Shift+F10', page.getByRole('menu'));
  });
  await keys.expectNoPointer();
});
