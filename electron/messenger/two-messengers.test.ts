import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { type TestMessenger, testMessenger } from './testing/test-messenger.ts';

const TEST_MS_MAX = 60_000;

const opened: TestMessenger[] = [];

async function newMessenger(name: string): Promise<TestMessenger> {
  const made = await testMessenger();
  opened.push(made);
  const profile = await made.messenger.createProfile(name);
  expect(profile.ok).toBe(true);
  await made.until('listening', () => made.messenger.network().state === 'listening');
  return made;
}

async function newContacts(): Promise<{ alice: TestMessenger; bob: TestMessenger; conv: string }> {
  const alice = await newMessenger('Alice');
  const bob = await newMessenger('Bob');
  const invite = await alice.messenger.getInvite();
  if (!invite.ok) throw new Error(invite.error);
  const accepted = await bob.messenger.acceptInvite(invite.value.text);
  if (!accepted.ok) throw new Error(accepted.error);
  const conv = accepted.value.conversationId;
  await bob.until('Bob sees a contact', async () => (await bob.conversation(conv))?.state === 'contact');
  await alice.until('Alice sees a contact', async () => (await alice.conversation(conv))?.state === 'contact');
  return { alice, bob, conv };
}

/** A JPEG as a camera writes it: lying on its side, with date and place. */
function cameraPhoto(edgePx: number): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({
    create: { width: edgePx, height: Math.round(edgePx * 0.75), channels: 3, background: '#336699', noise },
  })
    .withExif({
      IFD0: { Make: 'Camera' },
      IFD2: { DateTimeOriginal: '2024:05:01 18:30:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

const texts = async (who: TestMessenger, conv: string) =>
  (await who.messages(conv)).map((message) =>
    message.content.kind === 'text' ? message.content.text : message.content.kind,
  );

afterEach(async () => {
  for (const made of opened.splice(0)) await made.remove();
});

describe('two messengers over real sockets', () => {
  test('become contacts by an invite and write to each other', { timeout: TEST_MS_MAX }, async () => {
    const { alice, bob, conv } = await newContacts();
    expect((await alice.conversation(conv))?.name).toBe('Bob');
    expect((await bob.conversation(conv))?.name).toBe('Alice');
    await alice.messenger.sendText(conv, 'Hello Bob');
    await bob.until('the text', async () => (await texts(bob, conv)).includes('Hello Bob'));
    await bob.messenger.sendText(conv, 'Hello Alice');
    await alice.until('the answer', async () => (await texts(alice, conv)).includes('Hello Alice'));
    expect(await texts(alice, conv)).toEqual(['Hello Bob', 'Hello Alice']);
    expect(await texts(bob, conv)).toEqual(['Hello Bob', 'Hello Alice']);
    await alice.until('arrived', async () => (await alice.messages(conv))[0]?.delivery.name === 'arrived');
    await bob.until('direct', async () => (await bob.conversation(conv))?.trust.state === 'direct-same-network');
  });

  test('photos arrive whole, small and without the place they were taken', { timeout: TEST_MS_MAX }, async () => {
    const { alice, bob, conv } = await newContacts();
    const ids: string[] = [];
    for (const size of [1200, 2400, 300]) {
      const staged = await alice.messenger.stagePhoto('x.jpg', await cameraPhoto(size));
      if (!staged.ok) throw new Error(staged.error);
      ids.push(staged.value.stagedId);
    }
    const items = ids.map((stagedId, index) => ({ stagedId, caption: `photo ${index}` }));
    const sent = await alice.messenger.sendAlbum(conv, items);
    expect(sent.ok).toBe(true);
    const photos = await bob.until('photos', async () => {
      const [message] = await bob.messages(conv);
      return (
        message?.content.kind === 'album' &&
        message.content.photos.every((photo) => photo.isWhole) &&
        message.content.photos
      );
    });
    expect(photos.map((photo) => [photo.caption, photo.takenAt, photo.heightPx])).toEqual([
      ['photo 0', '2024-05-01T18:30:00', 1200],
      ['photo 1', '2024-05-01T18:30:00', 2048],
      ['photo 2', '2024-05-01T18:30:00', 300],
    ]);
    for (const photo of photos) {
      for (const size of ['thumb', 'full']) {
        const open = await bob.until(size, () => bob.messenger.openPhoto(`photo/${photo.key}/${size}`));
        const bytes = await open.read(0, open.lengthBytes);
        expect(bytes?.length).toBe(open.lengthBytes);
        expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      }
    }
    await alice.until('arrived', async () => (await alice.messages(conv))[0]?.delivery.name === 'arrived');
    const [received] = await bob.messages(conv);
    if (received === undefined) throw new Error('nothing received');
    await bob.messenger.markRead(conv, { t: received.t, id: received.id });
    await alice.until('seen', async () => (await alice.messages(conv))[0]?.delivery.name === 'seen');
    await bob.until('read', async () => (await bob.conversation(conv))?.unreadCount === 0);
  });

  test('what is written to a closed messenger arrives once it is open again, and all is there after restarts', {
    timeout: TEST_MS_MAX,
  }, async () => {
    const { alice, bob, conv } = await newContacts();
    await alice.messenger.sendText(conv, 'one');
    await bob.until('one', async () => (await texts(bob, conv)).length === 1);
    await bob.stop();
    await alice.messenger.sendText(conv, 'two');
    await alice.restart();
    await alice.messenger.sendText(conv, 'three');
    await alice.until('two wait', async () => (await alice.conversation(conv))?.trust.queuedCount === 2);
    await bob.restart();
    await bob.until('all three', async () => (await texts(bob, conv)).length === 3);
    await alice.until('arrived', async () => (await alice.messages(conv)).every((m) => m.delivery.name === 'arrived'));
    expect(await texts(bob, conv)).toEqual(['one', 'two', 'three']);
    expect(await texts(alice, conv)).toEqual(['one', 'two', 'three']);
    expect(alice.messenger.notices()).toEqual([{ name: 'key-in-file' }]);
    await alice.messenger.dismissNotice('key-in-file');
    await alice.restart();
    expect(alice.messenger.notices()).toEqual([]);
  });

  test('500 messages in a burst arrive in order and none twice', { timeout: TEST_MS_MAX }, async () => {
    const { alice, bob, conv } = await newContacts();
    const all = Array.from({ length: 500 }, (_, index) => `message ${index}`);
    await Promise.all(all.map((text) => alice.messenger.sendText(conv, text)));
    await alice.until('all arrived', async () => (await alice.conversation(conv))?.trust.queuedCount === 0);
    expect(await texts(bob, conv)).toEqual(all);
  });
});
