import { expect, test } from './support/fixtures.ts';
import type { Person } from './support/person.ts';

/** Enough that neither the first unread message nor the oldest one is drawn, or even loaded, where one stands. */
const MANY = 130;

/** Said through the bridge, as a person would in an afternoon. */
async function sayMany(person: Person, count: number, text: (n: number) => string): Promise<void> {
  const { conversations } = await person.app.ask<{ conversations: { id: string }[] }>('getState');
  for (let n = 1; n <= count; n++) {
    await person.app.ask('sendText', { conversationId: conversations[0]?.id, text: text(n) });
  }
}

test('what was said is found again, and what was set stays set', async ({ pair, open }) => {
  const { alice, bob } = pair;

  await test.step('somebody who is writing is seen to', async () => {
    await bob.composer('Alice').pressSequentially('Shall we go?');
    await expect(alice.page.getByText('Bob is writing …')).toBeVisible();
    await bob.composer('Alice').press('Enter');
    await expect(alice.message('Shall we go?')).toBeVisible();
    await expect(alice.page.getByText('Bob is writing …')).toBeHidden();
  });

  await test.step('formats are drawn, and a link says where it leads before the browser has it', async () => {
    await alice.composer('Bob').fill('*Look* at https://пример.рф/карта first');
    await alice.composer('Bob').press('Enter');
    await expect(bob.message('Look at').locator('strong')).toHaveText('Look');
    await alice.app.electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url: string) => void opened.push(url);
    });
    await alice.message('Look at').getByRole('link').click();
    const dialog = alice.page.getByRole('dialog', { name: 'Open this link?' });
    await expect(dialog).toContainText('xn--e1afmkfd.xn--p1ai');
    await dialog.getByRole('button', { name: 'Open in the browser' }).click();
    await expect
      .poll(() => alice.app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
      .toEqual([expect.stringMatching(/^https:\/\/xn--e1afmkfd\.xn--p1ai\/%D0/)]);
  });

  await test.step('an emoji is found by a word, put where the caret stands, and the next one is near', async () => {
    await alice.composer('Bob').fill('by boat');
    await alice.composer('Bob').press('Home');
    await alice.page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await alice.page.getByRole('textbox', { name: 'Search emoji' }).fill('cano');
    await expect(alice.page.getByRole('button', { name: 'canoe' })).toBeVisible();
    await alice.page.keyboard.press('Enter');
    await expect(alice.composer('Bob')).toHaveValue('🛶by boat');
    await expect(alice.composer('Bob')).toBeFocused();
    await alice.composer('Bob').press('Enter');
    await expect(bob.message('🛶by boat')).toBeVisible();
  });

  await test.step('the details of a message say who has it', async () => {
    await alice.message('🛶by boat').focus();
    await alice.page.keyboard.press('Enter');
    await alice.page.getByRole('menuitem', { name: 'Details' }).click();
    const details = alice.page.getByRole('dialog', { name: 'About this message' });
    await expect(details).toContainText('Seen');
    await alice.page.keyboard.press('Escape');
  });

  await test.step('a message is found by the beginning of a word of it, and shown where it stands', async () => {
    await alice.write('Bob', 'The spare key hangs behind the lighthouse clock');
    await sayMany(alice, MANY, (n) => `line ${n}`);
    await expect(alice.message(`line ${MANY}`)).toBeVisible();
    await alice.page.keyboard.press('Control+Shift+F');
    await alice.page.keyboard.type('lighth');
    const hit = alice.page.getByRole('option', { name: /spare key/ });
    await expect(hit.locator('mark')).toHaveText('lighth');
    await alice.page.keyboard.press('Enter');
    await expect(alice.message('The spare key')).toBeFocused();
    await alice.page.keyboard.press('Escape');
    await alice.page.getByRole('button', { name: 'Jump to newest' }).click();
    await expect(alice.message(`line ${MANY}`)).toBeVisible();
  });

  await test.step('nothing found says so, and the way back is where one writes', async () => {
    await alice.page.keyboard.press('Control+F');
    await alice.page.keyboard.type('nothing of the kind');
    await expect(alice.page.getByText('Nothing found for “nothing of the kind”.')).toBeVisible();
    await alice.page.keyboard.press('Escape');
    await expect(alice.composer('Bob')).toBeFocused();
  });

  await test.step('a date leads to the first message of that day', async () => {
    await alice.page.getByRole('button', { name: 'Find in this chat' }).click();
    await alice.page.getByRole('menuitem', { name: 'Go to a date …' }).click();
    await alice.page.getByRole('button', { name: 'Go', exact: true }).click();
    await expect(alice.message('Shall we go?')).toBeFocused();
  });

  await test.step('a chat with many unread messages opens at the first of them', async () => {
    await bob.showAddSomeone();
    await sayMany(alice, MANY, (n) => `while you were away ${n}.`);
    await expect(bob.row('Alice')).toContainText(`${MANY} unread messages`);
    await bob.openChat('Alice');
    await expect(bob.page.getByText(`${MANY} new messages`, { exact: true })).toBeInViewport();
    await expect(bob.message('while you were away 1.')).toBeInViewport();
  });

  await test.step('a draft, a pin and a mute outlive the program, and the quick switcher opens the chat', async () => {
    await alice.message(`while you were away ${MANY}.`).focus();
    await alice.page.keyboard.press('Enter');
    await alice.page.getByRole('menuitem', { name: 'Reply' }).click();
    await alice.composer('Bob').fill('Half a thou');
    for (const item of ['Pin to the top', 'Mute']) {
      await alice.row('Bob').focus();
      await alice.page.keyboard.press('Shift+F10');
      await alice.page.getByRole('menuitem', { name: item }).click();
    }
    await alice.page.getByRole('menuitem', { name: 'Until I change it' }).click();
    await expect(alice.row('Bob').getByRole('img', { name: 'Muted' })).toBeVisible();
    await alice.app.close();

    const again = await open('alice');
    const row = again.page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name: 'Bob' });
    await expect(row).toContainText('Half a thou');
    await expect(row.getByRole('img', { name: 'Muted' })).toBeVisible();
    await expect(row.getByRole('img', { name: 'Pinned' })).toBeVisible();
    await again.page.keyboard.press('Control+K');
    await again.page.keyboard.type('bo');
    await again.page.keyboard.press('Enter');
    await expect(again.page.getByRole('textbox', { name: 'Message to Bob' })).toHaveValue('Half a thou');
    await expect(again.page.getByText('Reply to yourself')).toBeVisible();
  });
});
