import { expect, test } from './support/fixtures.ts';
import { inspect } from './support/inspect.ts';
import type { Person } from './support/person.ts';

/** Opens what can be done with a message, by the keyboard alone. */
async function openMenu(person: Person, text: string): Promise<void> {
  await person.message(text).focus();
  await person.page.keyboard.press('Enter');
  await expect(person.page.getByRole('menu', { name: 'What to do with this message' })).toBeVisible();
}

/** The message itself, not one that quotes it. */
function original(person: Person, text: string) {
  return person.page.getByRole('article').filter({ hasText: text }).first();
}

async function choose(person: Person, text: string, item: string): Promise<void> {
  await openMenu(person, text);
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('messages are answered, reacted to, changed and deleted, in both windows', async ({ pair }) => {
  const { alice, bob } = pair;

  await test.step('an answer quotes what it answers, and leads back to it', async () => {
    await alice.write('Bob', 'Shall we go to the lake?');
    await expect(bob.message('Shall we go to the lake?')).toBeVisible();
    await choose(bob, 'Shall we go to the lake?', 'Reply');
    await expect(bob.page.getByText('Reply to Alice')).toBeVisible();
    await inspect(bob.page, 'an answer being written');
    await expect(bob.composer('Alice')).toBeFocused();
    await bob.write('Alice', 'Gladly, at four');
    const quote = alice.message('Gladly, at four').getByRole('button', { name: /^In answer to You\s*Shall we go/ });
    await quote.click();
    await expect(original(alice, 'Shall we go to the lake?')).toBeFocused();
  });

  await test.step('a reaction is given, shown, joined and taken back', async () => {
    await choose(alice, 'Gladly, at four', 'React with ❤️');
    const atBob = bob.page.getByRole('button', { name: '❤️ from Alice', exact: true });
    await atBob.click();
    await expect(alice.page.getByRole('button', { name: '❤️ from Bob and you' })).toBeVisible();
    await alice.page.getByRole('button', { name: '❤️ from Bob and you' }).click();
    await expect(bob.page.getByRole('button', { name: '❤️ from you', exact: true })).toBeVisible();
    await choose(alice, 'Gladly, at four', 'Another emoji …');
    await alice.page.getByRole('textbox', { name: 'Emoji' }).fill('🛶');
    await inspect(alice.page, 'any emoji');
    await alice.page.keyboard.press('Enter');
    await expect(bob.page.getByRole('button', { name: '🛶 from Alice', exact: true })).toBeVisible();
  });

  await test.step('arrow-up in an empty composer changes the last message, and its history can be read', async () => {
    await alice.composer('Bob').press('ArrowUp');
    await expect(alice.composer('Bob')).toHaveValue('Shall we go to the lake?');
    await alice.composer('Bob').fill('Shall we go to the river?');
    await alice.composer('Bob').press('Enter');
    await expect(alice.composer('Bob')).toHaveValue('');
    await original(bob, 'Shall we go to the river?').getByRole('button', { name: 'edited' }).click();
    const history = bob.page.getByRole('dialog', { name: 'Earlier wordings' });
    await expect(history).toContainText('Shall we go to the lake?');
    await inspect(bob.page, 'earlier wordings');
    await bob.page.keyboard.press('Escape');
    await expect(bob.message('Gladly').getByRole('button', { name: /^In answer to Alice.*river/ })).toBeVisible();
  });

  await test.step('what is typed in the moment before it is sent goes with it, and the field grows by what it holds', async () => {
    const field = alice.composer('Bob');
    await field.focus();
    await alice.page.evaluate(() => {
      for (const words of ['I', ' come', ' too']) document.execCommand('insertText', false, words);
      const enter = { key: 'Enter', bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', enter));
    });
    await expect(bob.message('I come too')).toBeVisible();
    await expect(field).toHaveValue('');
    const oneLinePx = await field.evaluate((element) => element.clientHeight);
    await alice.page.evaluate(() => {
      for (let n = 0; n < 40; n++) document.execCommand('insertText', false, 'and on ');
    });
    const isWhole = () => field.evaluate((element) => element.scrollHeight <= element.clientHeight);
    await expect.poll(isWhole).toBe(true);
    expect(await field.evaluate((element) => element.clientHeight)).toBeGreaterThan(oneLinePx);
    await field.fill('');
    await expect.poll(() => field.evaluate((element) => element.clientHeight)).toBe(oneLinePx);
  });

  await test.step('deleted for oneself, it is gone here, still there, and can be brought back', async () => {
    await choose(alice, 'Gladly, at four', 'Delete for me');
    await expect(alice.message('Gladly, at four')).toHaveCount(0);
    await expect(bob.message('Gladly, at four')).toBeVisible();
    await alice.page.getByRole('button', { name: 'Undo' }).click();
    await expect(alice.message('Gladly, at four')).toBeVisible();
  });

  await test.step('deleted for everyone, both see that it was, and by whom', async () => {
    await openMenu(bob, 'Gladly, at four');
    await inspect(bob.page, 'what to do with a message');
    await bob.page.getByRole('menuitem', { name: 'Delete for everyone …' }).click();
    await inspect(bob.page, 'the question before deleting');
    await bob.page.getByRole('button', { name: 'Delete for everyone' }).click();
    await expect(bob.message('You deleted this message.')).toBeVisible();
    await expect(alice.message('Bob deleted this message.')).toBeVisible();
    await expect(alice.message('Gladly')).toHaveCount(0);
    await inspect(alice.page, 'a chat with all of it');
  });
});

test('what is chosen for a message of somebody else is only what one may do', async ({ pair }) => {
  const { alice, bob } = pair;
  await alice.write('Bob', 'mine to change');
  await expect(bob.message('mine to change')).toBeVisible();
  await openMenu(bob, 'mine to change');
  await expect(bob.page.getByRole('menuitem', { name: 'Reply' })).toBeVisible();
  await expect(bob.page.getByRole('menuitem', { name: 'Edit' })).toHaveCount(0);
  await expect(bob.page.getByRole('menuitem', { name: 'Delete for everyone …' })).toHaveCount(0);
  await bob.page.keyboard.press('Escape');
  await expect(bob.message('mine to change')).toBeFocused();
});
