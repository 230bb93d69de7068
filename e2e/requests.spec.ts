import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { inspect } from './support/inspect.ts';
import { HAS_NETWORK, ON_THE_NETWORK } from './support/network.ts';
import { Person } from './support/person.ts';

/** Asks somebody of whom nothing but the hashname is known. */
async function ask(person: Person, hashname: string, text: string): Promise<void> {
  await person.showAddSomeone();
  await person.inviteField.fill(hashname);
  await person.page.getByRole('textbox', { name: 'What you want to say with it' }).fill(text);
  await person.page.getByRole('button', { name: 'Ask', exact: true }).click();
}

/** What is known of one who asks, and what can be done. */
const card = ({ page }: Person, name: string): Locator =>
  page.getByRole('main').getByRole('listitem', { name, exact: true });

/** One of the notes at the bottom, by whom it is about. */
const note = ({ page }: Person, name: string): Locator => page.locator('[data-notes] > *').filter({ hasText: name });

test('who has only the hashname asks: accepted they write, ignored or blocked they are told nothing', async ({
  open,
}) => {
  test.skip(!HAS_NETWORK, 'this machine has no network but its own loopback');
  const alice = await Person.firstRun('Alice', await open('alice', ON_THE_NETWORK));
  const { profile } = await alice.app.ask<{ profile: { hashname: string } }>('getState');
  const askers: Person[] = [];
  for (const name of ['Bob', 'Carol'])
    askers.push(await Person.firstRun(name, await open(name.toLowerCase(), ON_THE_NETWORK)));
  const [bob, carol] = askers as [Person, Person];

  await test.step('what comes is a name and a text, and no chat', async () => {
    await ask(bob, profile.hashname, 'Hello, Bob from the choir');
    await ask(carol, profile.hashname, 'Carol https://example.org/win');
    await alice.page.getByRole('button', { name: '2 people ask to write to you' }).click();
    await expect(card(alice, 'Bob')).toContainText('Hello, Bob from the choir');
    await expect(card(alice, 'Carol').getByRole('link')).toHaveCount(0);
    await expect(alice.row('Bob')).toHaveCount(0);
    await inspect(alice.page, 'requests');
  });

  await test.step('accepted, both write', async () => {
    await card(alice, 'Bob').getByRole('button', { name: 'Accept' }).click();
    await alice.openChat('Bob');
    await alice.write('Bob', 'Yes, I remember you');
    await bob.openChat('Alice');
    await expect(bob.message('Yes, I remember you')).toBeVisible();
  });

  await test.step('ignored, she waits on, and nothing of hers is a chat', async () => {
    await alice.page.getByRole('button', { name: '1 person asks to write to you' }).click();
    await card(alice, 'Carol').getByRole('button', { name: 'Ignore' }).click();
    await expect(alice.page.getByText('Nobody asks at the moment.')).toBeVisible();
    await note(alice, 'Carol').getByRole('button', { name: 'Undo' }).click(); // it was a slip of the hand
    await expect(note(alice, 'Carol')).toHaveCount(0);
    await card(alice, 'Carol').getByRole('button', { name: 'Ignore' }).click();
    await expect(alice.page.getByText('Nobody asks at the moment.')).toBeVisible();
    await expect(alice.row('Carol')).toHaveCount(0);
  });

  await test.step('blocked, what he writes stays with him', async () => {
    await alice.row('Bob').click();
    await alice.page.getByRole('heading', { name: 'Bob', level: 2 }).getByRole('button').click();
    await alice.page.getByRole('button', { name: 'Block Bob' }).click();
    await expect(alice.page.getByRole('complementary')).toContainText('You have blocked Bob.');
    await bob.write('Alice', 'are you there?');
    await expect(bob.message('are you there?')).toContainText('Waiting');
    await expect(alice.message('are you there?')).toHaveCount(0);
    await note(alice, 'Bob').getByRole('button', { name: 'Undo' }).click();
    await expect(alice.message('are you there?')).toBeVisible();
    await expect(bob.message('are you there?')).toContainText('Seen');
  });
});
