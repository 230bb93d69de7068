import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { cameraJpeg, factsOf, TAKEN } from './support/jpeg.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';

test('two people meet by an invite and write to each other', async ({ open }) => {
  const appA = await open('alice');
  await takePicture(appA.page, 'first-run');
  const alice = await Person.firstRun('Alice', appA);
  const bob = await Person.firstRun('Bob', await open('bob'));
  await takePicture(alice.page, 'my-invite');

  const invite = await alice.copyInvite();
  expect(invite).toContain('Alice invites you');
  await bob.showAddSomeone();
  await bob.inviteField.fill(`Hi Bob,\n\n${invite}\n\nSee you!`);
  await expect(bob.page.getByText('An invite from Alice')).toBeVisible();
  await takePicture(bob.page, 'their-invite');
  await bob.page.getByRole('button', { name: 'Open chat with Alice' }).click();

  // Her side learns of him by itself, and neither has to do anything more.
  await expect(alice.page.getByText('Bob has used your invite.')).toBeVisible();
  await expect(alice.row('Bob')).toBeVisible();
  await alice.openChat('Bob');
  await alice.write('Bob', 'Hello Bob');
  await expect(bob.message('Hello Bob')).toBeVisible();
  await bob.write('Alice', 'Hello Alice, grüß dich 👋');
  await expect(alice.message('Hello Alice, grüß dich 👋')).toBeVisible();

  await expect(alice.message('Hello Bob')).toContainText('Seen');
  await expect(bob.message('Hello Alice')).toContainText('Seen');
  await takePicture(alice.page, 'chat');
});

test('a photo arrives upright, without its place and camera, in both directions', async ({ pair, folder }) => {
  const { alice, bob } = pair;
  const file = join(folder, 'IMG_2041.jpg');
  const original = await cameraJpeg();
  await writeFile(file, original);
  const before = await factsOf(original);
  expect(before).toMatchObject({ hasPlace: true, namesCamera: true, metadata: { orientation: 6, width: 4_000 } });

  await alice.sendPhotos([file], 'look at this');
  await bob.sendPhotos([file], 'the same to you');
  for (const [sender, receiver, caption] of [
    [alice, bob, 'look at this'],
    [bob, alice, 'the same to you'],
  ] as const) {
    await expect(receiver.message(caption)).toBeVisible();
    await expect(sender.message(caption)).toContainText('Seen');
    await expectPhotoOf(receiver, caption);
  }
  await takePicture(bob.page, 'chat-with-photos');
  await bob
    .message('look at this')
    .getByRole('button', { name: /^Photo 1 of 1/ })
    .click();
  await expect(bob.page.getByRole('img', { name: 'look at this' })).toBeVisible();
  await takePicture(bob.page, 'photo-large');
});

/** What arrived, byte by byte: as shown in the window, thumbnail and full. */
async function expectPhotoOf(receiver: Person, caption: string): Promise<void> {
  const album = (await receiver.messages()).find(({ isMine, content }) => content.kind === 'album' && !isMine);
  const photo = album?.content.photos?.[0];
  expect(photo, caption).toMatchObject({ isWhole: true, widthPx: 1_536, heightPx: 2_048, takenAt: TAKEN.shown });
  for (const size of ['thumb', 'full']) {
    const { status, type, bytes } = await receiver.app.picture(`media://photo/${photo?.key}/${size}`);
    expect([status, type]).toEqual([200, size === 'full' ? 'image/jpeg' : 'image/webp']);
    const { metadata, hasPlace, namesCamera, top, bottom } = await factsOf(bytes);
    expect({ hasPlace, namesCamera, exif: metadata.exif, xmp: metadata.xmp, iptc: metadata.iptc }).toEqual({
      hasPlace: false,
      namesCamera: false,
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
    });
    expect(metadata.width / metadata.height).toBeCloseTo(3 / 4, 2);
    // The sky is above and the meadow below.
    expect(top[2]).toBeGreaterThan((top[0] ?? 0) + 60);
    expect(bottom[1]).toBeGreaterThan((bottom[2] ?? 0) + 30);
  }
}

test('an album of several photos arrives as one message', async ({ pair, folder }) => {
  const { alice, bob } = pair;
  const jpeg = await cameraJpeg();
  const files = ['one.jpg', 'two.jpg', 'three.jpg'].map((name) => join(folder, name));
  for (const file of files) await writeFile(file, jpeg);
  await alice.sendPhotos(files, 'three times');
  const album = bob.message('three times');
  await expect(album.getByRole('button', { name: /^Photo \d of 3/ })).toHaveCount(3);
  await expect(alice.message('three times')).toContainText('Seen');
  await takePicture(bob.page, 'album');
});

test('both restart and find everything again', async ({ pair, open, folder }) => {
  const { alice, bob } = pair;
  await writeFile(join(folder, 'p.jpg'), await cameraJpeg());
  await alice.write('Bob', 'before the restart');
  await bob.write('Alice', 'yes, before');
  await alice.sendPhotos([join(folder, 'p.jpg')], 'kept');
  await expect(alice.message('kept')).toContainText('Seen');
  const [hers, his] = [await alice.messages(), await bob.messages()];

  await alice.app.close();
  await bob.app.close();
  const again = {
    alice: new Person('Alice', await open('alice')),
    bob: new Person('Bob', await open('bob')),
  };
  await again.alice.openChat('Bob');
  await again.bob.openChat('Alice');
  await expect(again.bob.message('kept')).toBeVisible();
  expect((await again.alice.messages()).map(({ id }) => id)).toEqual(hers.map(({ id }) => id));
  expect((await again.bob.messages()).map(({ id }) => id)).toEqual(his.map(({ id }) => id));
  expect(his.map(({ id }) => id)).toEqual(hers.map(({ id }) => id));
  await expectPhotoOf(again.bob, 'kept');

  // They find each other again by themselves.
  await expect(again.alice.pill('Bob')).toHaveAccessibleName(/Direct, same network$/);
  await again.alice.write('Bob', 'and after it');
  await expect(again.alice.message('and after it')).toContainText('Seen');
});

test('a message to a closed app waits, and arrives by itself when it opens', async ({ pair, open }) => {
  const { alice, bob } = pair;
  await bob.app.close();
  await alice.write('Bob', 'while you were away');
  await expect(alice.message('while you were away')).toContainText('Waiting');
  await expect(alice.pill('Bob')).toHaveAccessibleName(/Waiting for Bob \(1\)$/); // he said goodbye
  await takePicture(alice.page, 'waiting');

  // She restarts too in between: what waits, waits on disk.
  await alice.app.kill();
  const bobAgain = new Person('Bob', await open('bob'));
  const aliceAgain = new Person('Alice', await open('alice'));
  await expect(bobAgain.row('Alice')).toContainText('while you were away');
  await aliceAgain.openChat('Bob');
  await expect(aliceAgain.message('while you were away')).toContainText('Arrived');
  await bobAgain.openChat('Alice');
  await expect(aliceAgain.message('while you were away')).toContainText('Seen');
  await expect(aliceAgain.pill('Bob')).toHaveAccessibleName(/: Direct, same network$/);
});

test('500 messages in a burst arrive in order, none twice', async ({ pair }) => {
  const { alice, bob } = pair;
  const texts = Array.from({ length: 500 }, (_, index) => `burst ${index + 1} of 500`);
  const { conversations } = await alice.app.ask<{ conversations: { id: string }[] }>('getState');
  await alice.page.evaluate(
    async ([conversationId, all]) => {
      const { bridge } = window as unknown as { bridge: Record<string, (input: unknown) => Promise<{ ok: boolean }>> };
      const answers = await Promise.all(all.map((text) => bridge.sendText?.({ conversationId, text })));
      if (answers.some((answer) => answer?.ok !== true)) throw new Error('Not all were taken.');
    },
    [conversations[0]?.id, texts] as const,
  );
  await expect(bob.message(texts[499] ?? '')).toBeVisible();
  await expect.poll(async () => (await bob.texts()).length).toBeGreaterThanOrEqual(500);
  expect((await bob.texts()).filter((text) => text?.startsWith('burst'))).toEqual(texts);
  await expect(alice.message('burst 500 of 500')).toContainText('Seen');
  const states = (await alice.messages()).map(({ delivery }) => delivery.name);
  expect(new Set(states)).toEqual(new Set(['seen']));
});
