import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageView } from '../../views/message-views.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const TEST_MS_MAX = 60_000;

let people: SimPeople;
beforeEach(() => {
  people = new SimPeople({ seed: 5, delayMs: [5, 20], jobMs: [1, 5] });
});
afterEach(() => people.remove());

const contentOf = async (person: SimPerson, conv: string) => (await person.messages(conv)).at(-1)?.content;

async function arrived(person: SimPerson, conv: string): Promise<MessageView> {
  await people.until('it has arrived', async () => {
    return (await person.messages(conv)).at(-1)?.delivery.name === 'arrived';
  });
  return (await person.messages(conv)).at(-1) as MessageView;
}

describe('files and voice messages', { timeout: TEST_MS_MAX }, () => {
  test('a file from the disk and one from memory arrive under safe names, with a warning on programs', async () => {
    const { alice, bob, conv } = await people.contacts();
    const path = join(alice.folder, 'film.bin');
    writeFileSync(path, people.world.dice.bytes(700_000));
    const sent = await alice.messenger.files.sendFile(conv, { fileName: '../film.exe', path }); // a real disk, in real time
    expect(sent.ok).toBe(true);
    await arrived(alice, conv);
    expect(await contentOf(bob, conv)).toMatchObject({
      kind: 'file',
      file: { name: '_film.exe', bytes: 700_000, isProgram: true, transfer: { state: 'here', progress: 1 } },
    });

    const empty = { fileName: 'nothing.txt', type: 'text/plain', bytes: new Uint8Array(0) };
    expect((await people.finish(alice.messenger.files.sendFile(conv, empty))).ok).toBe(true);
    await arrived(alice, conv);
    expect(await contentOf(bob, conv)).toMatchObject({
      kind: 'file',
      file: { name: 'nothing.txt', type: 'text/plain', bytes: 0, isProgram: false, transfer: { state: 'here' } },
    });
    expect((await bob.messenger.conversations())[0]?.unreadCount).toBe(2);
  });

  test('a voice message keeps its duration and its waveform', async () => {
    const { alice, bob, conv } = await people.contacts();
    const bytes = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, ...people.world.dice.bytes(5_900)]);
    const voice = { bytes, durationMs: 3_000.4, waveform: [0, 127.6, 300] };
    expect((await people.finish(alice.messenger.files.sendVoice(conv, voice))).ok).toBe(true);
    await arrived(alice, conv);
    expect(await contentOf(bob, conv)).toMatchObject({
      kind: 'voice',
      voice: { durationMs: 3_000, waveform: [0, 128, 255], transfer: { state: 'here' } },
    });
    const noise = { ...voice, bytes: new Uint8Array([1, 2, 3]) };
    expect(await people.finish(alice.messenger.files.sendVoice(conv, noise))).toEqual({
      ok: false,
      error: 'not-a-recording',
    });
  });

  test('what can not be read is said', async () => {
    const { alice, conv } = await people.contacts();
    const file = { fileName: 'x', path: alice.folder };
    expect(await alice.messenger.files.sendFile(conv, file)).toEqual({ ok: false, error: 'file-unreadable' });
  });

  test('what is passed on is the same blob, and goes to somebody who could not have asked for it before', async () => {
    const [alice, bob, carol] = (await people.circle(['Alice', 'Bob', 'Carol'])) as [SimPerson, SimPerson, SimPerson];
    const convs = (await alice.messenger.conversations()).map(({ id }) => id);
    const [withBob = ''] = (await bob.messenger.conversations()).map(({ id }) => id);
    const withCarol = convs.find((id) => id !== withBob) ?? '';
    const file = { fileName: 'a.bin', bytes: people.world.dice.bytes(300_000) };
    const sent = await people.finish(bob.messenger.files.sendFile(withBob, file));
    await arrived(bob, withBob);
    const id = sent.ok ? sent.value.message.id : '';
    expect((await people.finish(alice.messenger.files.forward(withBob, id, withCarol))).ok).toBe(true);
    await arrived(alice, withCarol);
    expect(await contentOf(carol, withCarol)).toMatchObject({ kind: 'file', file: { name: 'a.bin', bytes: 300_000 } });
  });
});

describe('what is fetched, and what is asked about', { timeout: TEST_MS_MAX }, () => {
  const big = () => ({ fileName: 'film.bin', bytes: people.world.dice.bytes(600_000) });
  const deliveryOf = async (person: SimPerson, conv: string) => (await person.messages(conv)).at(-1)?.delivery.name;

  test('what is large waits for a yes, and its sender knows', async () => {
    const { alice, bob, conv } = await people.contacts();
    await people.finish(bob.messenger.files.setRules(conv, { byItselfBytes: 100_000 }));
    await people.finish(alice.messenger.files.sendFile(conv, big()));
    await people.until('Alice knows', async () => (await deliveryOf(alice, conv)) === 'not-fetched');
    expect(await contentOf(bob, conv)).toMatchObject({
      file: { transfer: { state: 'asks', why: 'large', progress: 0 } },
    });
    bob.kill();
    await people.finish(bob.start());
    expect(await contentOf(bob, conv)).toMatchObject({ file: { transfer: { state: 'asks', why: 'large' } } });
    const id = (await bob.messages(conv)).at(-1)?.id ?? '';
    expect((await people.finish(bob.messenger.files.fetch(conv, id))).ok).toBe(true);
    await arrived(alice, conv);
    expect(await contentOf(bob, conv)).toMatchObject({ file: { transfer: { state: 'here' } } });
  });

  test('a no is told, and can be taken back', async () => {
    const { alice, bob, conv } = await people.contacts();
    await people.finish(bob.messenger.files.setRules(conv, { byItselfBytes: 0 }));
    await people.finish(alice.messenger.files.sendFile(conv, big()));
    await people.until('Alice knows', async () => (await deliveryOf(alice, conv)) === 'not-fetched');
    const id = (await bob.messages(conv)).at(-1)?.id ?? '';
    await people.finish(bob.messenger.files.decline(conv, id));
    await people.until('Alice knows', async () => (await deliveryOf(alice, conv)) === 'declined');
    expect(await contentOf(bob, conv)).toMatchObject({ file: { transfer: { state: 'declined' } } });
    await people.finish(bob.messenger.files.fetch(conv, id));
    await arrived(alice, conv);
  });

  test('what takes room is listed', async () => {
    const { alice, bob, conv } = await people.contacts();
    await people.finish(alice.messenger.files.sendFile(conv, big()));
    await arrived(alice, conv);
    expect(await bob.messenger.files.room()).toEqual([{ conversationId: conv, bytes: 600_000 }]);
  });
});
