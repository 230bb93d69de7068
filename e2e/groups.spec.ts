import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, meet, test } from './support/fixtures.ts';
import { inspect } from './support/inspect.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { type MessageData, Person } from './support/person.ts';

/** Something about the group itself, as the chat says it. */
function note(person: Person, text: string) {
  return person.page.getByRole('region', { name: /^Messages with/ }).getByText(text);
}

/** Ids of everything in a group, oldest first, with how many photos of it are whole. */
async function groupOrder(person: Person, name: string): Promise<readonly string[]> {
  const { conversations } = await person.app.ask<{ conversations: { id: string; name: string }[] }>('getState');
  const conversationId = conversations.find((one) => one.name === name)?.id;
  const { messages } = await person.app.ask<{ messages: MessageData[] }>('listMessages', {
    conversationId,
    limit: 100,
  });
  return messages.map(({ id, content }) => {
    const whole = content.photos?.filter(({ isWhole }) => isWhole).length;
    return whole === undefined ? id : `${id}, ${whole} photos`;
  });
}

test('three people make a group, talk in it, and one leaves', async ({ pair, open, folder }) => {
  const { alice, bob } = pair;
  const carol = await Person.firstRun('Carol', await open('carol'));
  await meet(alice, carol);

  await test.step('Alice makes it and invites both', async () => {
    await alice.page.getByRole('button', { name: 'New group' }).click();
    await alice.page.getByRole('textbox', { name: 'Name of the group' }).fill('Family');
    await alice.page.getByRole('checkbox', { name: 'Bob' }).check();
    await alice.page.getByRole('checkbox', { name: 'Carol' }).check();
    await inspect(alice.page, 'a new group');
    await alice.page.getByRole('button', { name: 'Make the group and invite 2 people' }).click();
    await expect(alice.composer('Family')).toBeVisible();
    await expect(note(alice, 'You invited Bob.')).toBeVisible();
  });

  await test.step('Bob joins in the list, Carol in the chat', async () => {
    await expect(bob.row('Family').first()).toContainText('Alice invites you to this group');
    await inspect(bob.page, 'an invitation in the list');
    await bob.page.getByRole('button', { name: 'Join Family' }).click();
    await expect(bob.row('Family')).toHaveCount(1);
    await expect(bob.composer('Family')).toBeVisible();

    await carol.row('Family').first().click(); // below it, Join and Decline
    const card = carol.page.getByRole('region', { name: 'Invitation to Family' });
    await expect(card).toContainText('Alice invites you to this group.');
    await inspect(carol.page, 'an invitation in the chat');
    await card.getByRole('button', { name: 'Join Family' }).click();
    await expect(carol.composer('Family')).toBeVisible();
    await expect(alice.page.getByRole('button', { name: '3 members' })).toBeVisible();
    await expect(alice.page.getByText('2 of 2 reachable')).toBeVisible(); // over lines that were there before the group
  });

  await test.step('what one says reaches both, with who said it', async () => {
    await alice.write('Family', 'Who comes on Sunday?');
    for (const person of [bob, carol]) await expect(person.message('Who comes on Sunday?')).toContainText('Alice');
    await bob.write('Family', 'I do');
    await expect(carol.message('I do')).toContainText('Bob');
    await expect(alice.row('Family')).toContainText('Bob: I do');
    await carol.message('I do').focus();
    await carol.page.keyboard.press('Enter');
    await carol.page.getByRole('menuitem', { name: 'React with 👍' }).click();
    await expect(bob.page.getByRole('button', { name: '👍 from Carol', exact: true })).toBeVisible();
    await inspect(carol.page, 'a group');
  });

  await test.step('who is no admin proposes one, which everybody sees, and takes it back', async () => {
    await carol.page.getByRole('button', { name: '3 members' }).click();
    const column = carol.page.getByRole('complementary', { name: 'About Family' });
    await column.getByRole('button', { name: 'Change Bob' }).click();
    await carol.page.getByRole('menuitem', { name: 'Propose as an admin' }).click();
    await expect(column.getByText('Proposed as admin by 1 of 3')).toBeVisible();
    await expect(note(bob, 'Carol proposed you as an admin.')).toBeVisible();
    await column.getByRole('button', { name: 'Change Bob' }).click();
    await inspect(carol.page, 'a proposal of an admin');
    await carol.page.getByRole('menuitem', { name: 'Take back your proposal' }).click();
    await expect(column.getByText('Proposed as admin by 1 of 3')).toHaveCount(0);
    await expect(note(alice, 'Carol no longer proposes Bob as an admin.')).toBeVisible();
  });

  await test.step('the column names everybody, and an admin renames the group', async () => {
    await alice.page.getByRole('button', { name: '3 members' }).click();
    const column = alice.page.getByRole('complementary', { name: 'About Family' });
    await expect(column.getByRole('listitem')).toHaveCount(3);
    await inspect(alice.page, 'members');
    await column.getByRole('button', { name: 'Change Bob' }).click();
    await alice.page.getByRole('menuitem', { name: 'Make admin' }).click();
    await expect(note(bob, 'Alice made you an admin.')).toBeVisible();
    await column.getByRole('button', { name: 'Rename the group' }).click();
    await column.getByRole('textbox', { name: 'Name of the group' }).fill('Sunday');
    await alice.page.keyboard.press('Enter');
    await expect(note(carol, 'Alice named the group “Sunday”.')).toBeVisible();
    await expect(carol.composer('Sunday')).toBeVisible();
  });

  await test.step('its picture: the part that Alice chooses, shown at the others, and taken away again', async () => {
    const file = join(folder, 'lake.jpg');
    await writeFile(file, await cameraJpeg());
    const column = alice.page.getByRole('complementary', { name: 'About Sunday' });
    await column.locator('input[type=file]').setInputFiles(file);
    await alice.page.getByRole('application').press('ArrowUp');
    await alice.page.getByRole('slider', { name: 'Larger' }).press('ArrowRight');
    await alice.page.getByRole('button', { name: 'Use this part' }).click();
    await expect(note(carol, 'Alice changed the picture of the group.')).toBeVisible();
    for (const person of [alice, bob, carol]) {
      const shown = person.row('Sunday').locator('img');
      await expect(shown).toHaveAttribute('src', /^media:\/\/picture\/[0-9a-f]{64}\/[0-9a-f]{64}$/);
      await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(256);
    }
    await column.getByRole('button', { name: 'Take it away' }).click();
    await expect(carol.row('Sunday').locator('img')).toHaveCount(0);
  });

  const back =
    await test.step('Carol was away: she has all that was said meanwhile, in the order of the others', async () => {
      await carol.app.close();
      await alice.write('Sunday', 'Bring the cake');
      await bob.write('Sunday', 'And the cards');
      await expect(alice.message('And the cards')).toBeVisible();
      await bob.sendPhotos([join(folder, 'lake.jpg')], 'the lake');
      await expect(alice.message('the lake')).toBeVisible();
      const again = new Person('Carol', await open('carol'));
      await expect(again.row('Sunday')).toContainText('3 unread');
      await again.openChat('Sunday');
      await expect(again.message('the lake')).toBeVisible();
      await expect.poll(() => groupOrder(again, 'Sunday')).toEqual(await groupOrder(alice, 'Sunday'));
      expect(await groupOrder(bob, 'Sunday')).toEqual(await groupOrder(alice, 'Sunday'));
      await expect(again.row('Sunday')).not.toContainText('unread');
      return again;
    });

  await test.step('Carol leaves: she can read on what was said, and write no more', async () => {
    await back.page.getByRole('button', { name: '3 members' }).click();
    await back.page.getByRole('button', { name: 'Leave the group' }).click();
    const question = back.page.getByRole('dialog', { name: 'Leave Sunday?' });
    await inspect(back.page, 'the question before leaving');
    await question.getByRole('button', { name: 'Leave the group' }).click();
    await expect(back.page.getByText('You have left this group.')).toBeVisible();
    await expect(back.composer('Sunday')).toHaveCount(0);
    await expect(back.message('Who comes on Sunday?')).toBeVisible();
    await expect(note(bob, 'Carol left.')).toBeVisible();
    await inspect(back.page, 'a group that was left');
    await bob.write('Sunday', 'Only we two, then');
    await expect(alice.message('Only we two, then')).toBeVisible();
    await expect(back.message('Only we two, then')).toHaveCount(0);
  });
});
