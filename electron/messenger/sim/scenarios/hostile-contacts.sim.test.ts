import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../../../switch/index.ts';
import { type EventRow, HIDDEN, type LogTip } from '../../../storage/index.ts';
import { encodeFrame, type Frame, FrameReader } from '../../sync/frames.ts';
import type { MessageView } from '../../views/message-views.ts';
import { over } from '../copies.ts';
import { foreignEvent } from '../foreign-event.ts';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';
import { allHave, groupOf, groupWith, hashnameOf, saidIn, stateIn } from '../small-group.ts';

const TIMEOUT_MS = 120_000;
const YEAR_MS = 366 * 24 * 3_600_000;
/** Time for whatever is still to come of something. */
const AFTERMATH_MS = 30_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, isTraced: false });
  return people;
}

async function say(world: SimPeople, person: SimPerson, conv: string, text: string): Promise<MessageView> {
  const said = await world.finish(person.messenger.sendText(conv, text));
  if (!said.ok) throw new Error(said.error);
  return said.value.message;
}

async function hears(world: SimPeople, person: SimPerson, conv: string, text: string): Promise<void> {
  await world.until(`${person.name} hears ${text}`, async () => (await textsOf(person, conv)).includes(text));
}

async function convOf(person: SimPerson, other: SimPerson): Promise<string> {
  const found = (await person.messenger.conversations()).find((one) => one.person === other.device);
  if (found === undefined) throw new Error('no such conversation');
  return found.id;
}

/** A channel as a changed client opens it, beside its own messenger; and what is said on it. */
function openRaw(
  from: SimPerson,
  to: SimPerson,
  type: string,
): { readonly channel: Channel; readonly frames: Frame[] } {
  const [near, far] = [from.switches.node, to.switches.node];
  if (near === undefined || far === undefined) throw new Error('somebody has no switch');
  const channel = near.endpoint.openChannel(far.identity.hashname, type, { json: { v: 1 } });
  const [reader, frames] = [new FrameReader(), [] as Frame[]];
  channel.onPacket(({ body }, done) => {
    const read = reader.push(body);
    if (read.ok) frames.push(...read.value);
    done();
  });
  return { channel, frames };
}

/** Starts somebody anew; the `_sync` channels that their own messenger then has with the other, to say more on them. */
async function restartTapped(world: SimPeople, who: SimPerson, other: SimPerson): Promise<readonly Channel[]> {
  const channels: Channel[] = [];
  const noted = (channel: Channel) => {
    if (channel.type === '_sync' && channel.peer === other.device) channels.push(channel);
    return channel;
  };
  const watch = who.copies.watch.bind(who.copies);
  who.copies.watch = (endpoint) =>
    watch(
      over(endpoint, {
        openChannel: (...args) => noted(endpoint.openChannel(...args)),
        listen: (type, options, handler) => endpoint.listen(type, options, (channel) => handler(noted(channel))),
      }),
    );
  await world.finish(who.stop());
  await world.finish(who.start());
  await world.until('they are connected', async () => channels.length > 0);
  await world.world.runForAsync(AFTERMATH_MS);
  return channels.filter((channel) => channel.channelId !== undefined);
}

describe.each([YEAR_MS, -YEAR_MS])('a contact whose clock is %i ms off', (skewMs) => {
  test('is heard at once, and both show one order in which answers follow what they answer', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const world = createWorld(94);
    const { alice, bob, conv } = await world.contacts();
    bob.clockSkewMs = skewMs;
    const texts = ['from another year', 'and from today', 'and again', 'and to that'];
    for (const [index, text] of texts.entries()) {
      const [author, reader] = index % 2 === 0 ? [bob, alice] : [alice, bob];
      await say(world, author, conv, text);
      await hears(world, reader, conv, text);
    }
    for (const one of [alice, bob]) expect(await textsOf(one, conv)).toEqual(texts);
    for (const { atMs } of await alice.messages(conv)) expect(atMs).toBeLessThanOrEqual(world.world.wallMs);
    const chat = (await alice.messenger.conversations()).find(({ id }) => id === conv);
    expect(chat?.unreadCount).toBe(2);
  });
});

describe('two admins who remove each other at the same time', { timeout: TIMEOUT_MS }, () => {
  test('leave the earlier member in, on every side, and the group goes on', async () => {
    const world = createWorld(95);
    const { alice, others, conv } = await groupWith(world, ['Bob', 'Carol']);
    const [bob, carol] = others as [SimPerson, SimPerson];
    expect((await world.finish(alice.messenger.groups.setAdmin(conv, hashnameOf(bob), true))).ok).toBe(true);
    await world.until('Bob is an admin', async () => (await groupOf(bob, conv))?.isAdmin === true);
    const ip = (person: SimPerson) => person.switches.node?.path.ip ?? '';
    for (const one of [alice, carol]) world.world.network.cut(ip(bob), ip(one));
    for (const [by, who] of [
      [bob, alice],
      [alice, bob],
    ] as const)
      expect((await world.finish(by.messenger.groups.remove(conv, hashnameOf(who)))).ok).toBe(true);
    await say(world, bob, conv, 'mine now');
    for (const one of [alice, carol]) world.world.network.mend(ip(bob), ip(one));
    await world.until('Bob is out', async () => (await stateIn(bob, conv)) === 'removed');
    await say(world, carol, conv, 'and on we go');
    await allHave(world, [alice], conv, ['and on we go']);
    await world.world.runForAsync(AFTERMATH_MS);
    for (const one of [alice, carol]) {
      const group = await groupOf(one, conv);
      expect(group?.state).toBe('member');
      expect(group?.members.map(({ device }) => device).sort()).toEqual([alice, carol].map(hashnameOf).sort());
      expect(await saidIn(one, conv)).not.toContain('mine now');
    }
    expect((await groupOf(alice, conv))?.isAdmin).toBe(true);
  });
});

/** What the store has of an event, shown, held back or void. */
const inStore = (person: SimPerson, event: string) => person.storeCall<EventRow | undefined>('events', 'get', [event]);

/** How far the logs of others than this one go in the store, and what waits there for something else. */
async function restOf(person: SimPerson, conv: string, but: SimPerson) {
  const tips = await person.storeCall<readonly LogTip[]>('events', 'tips', [conv]);
  const heldBack = await person.storeCall<readonly EventRow[]>('events', 'heldBack', [conv]);
  return { tips: tips.filter(({ by }) => by !== but.device), heldBack: heldBack.map(({ id }) => id) };
}

describe('who was taken out of a group, with a changed client', { timeout: TIMEOUT_MS }, () => {
  test('gets nothing into view by saying it all the same, for it is void in every store, and nothing out of it by asking', async () => {
    const world = createWorld(96);
    const { alice, others, conv } = await groupWith(world, ['Bob', 'Carol']);
    const [bob, carol] = others as [SimPerson, SimPerson];
    const ip = (person: SimPerson) => person.switches.node?.path.ip ?? '';
    for (const one of [alice, bob]) world.world.network.cut(ip(carol), ip(one));
    expect((await world.finish(alice.messenger.groups.remove(conv, hashnameOf(carol)))).ok).toBe(true);
    await say(world, carol, conv, 'unheard');
    for (const one of [alice, bob]) world.world.network.mend(ip(carol), ip(one));
    await world.until('Carol knows', async () => (await stateIn(carol, conv)) === 'removed');
    const { id } = await say(world, alice, conv, 'among us');
    await allHave(world, [bob], conv, ['among us']);
    await world.world.runForAsync(AFTERMATH_MS);
    const before = await restOf(alice, conv, carol);
    const channels = await restartTapped(world, carol, alice);
    const row = await foreignEvent(carol, conv, { kind: 'text', text: 'unheard of' });
    const sig = Buffer.from(row.sig ?? []).toString('base64url');
    const event = encodeFrame(
      { t: 'event', conv, head: row.head.length, sig },
      Buffer.concat([row.head, row.body ?? new Uint8Array(0)]),
    );
    for (const channel of channels)
      for (const body of [encodeFrame({ t: 'have', conv, entries: [] }), event, event]) channel.send({ body });
    await world.world.runForAsync(AFTERMATH_MS);
    expect(alice.copies.counts.get(row.id)).toBe(2 * channels.length); // it did come to her
    for (const one of [alice, bob]) {
      expect((await inStore(one, id))?.hidden).toBe(0);
      // Somebody may have taken it before they knew, so everybody keeps it: for nobody's eyes.
      expect((await inStore(one, row.id))?.hidden).toBe(HIDDEN.void);
      for (const text of ['unheard', 'unheard of']) expect(await saidIn(one, conv)).not.toContain(text);
    }
    expect(await restOf(alice, conv, carol)).toEqual(before);
    expect(carol.copies.counts.get(id)).toBeUndefined(); // not even sent
    const apart = await convOf(carol, alice);
    await say(world, carol, apart, 'still a contact');
    await hears(world, alice, apart, 'still a contact');
    await say(world, bob, conv, 'still fine');
    await allHave(world, [alice], conv, ['still fine']);
  });
});

describe('a blob that only the event of the one who asks for it names', { timeout: TIMEOUT_MS }, () => {
  test('is not given to them, though it is here from somebody else', async () => {
    const world = createWorld(97);
    const [alice, bob, mallory] = (await world.circle(['Alice', 'Bob', 'Mallory'])) as [
      SimPerson,
      SimPerson,
      SimPerson,
    ];
    const [ofBob, ofMallory] = [await convOf(alice, bob), await convOf(alice, mallory)];
    const bytes = new Uint8Array(5_000).fill(9);
    const file = { fileName: 'secret.txt', bytes, type: 'text/plain' };
    const send = async (from: SimPerson, conv: string) =>
      expect((await world.finish(from.messenger.files.sendFile(conv, file))).ok).toBe(true);
    const isHere = async (conv: string) =>
      (await alice.messages(conv)).some(
        ({ content }) => content.kind === 'file' && content.file.transfer.state === 'here',
      );
    await send(bob, ofBob);
    await world.until('Bob’s is here', () => isHere(ofBob));
    // A client that guesses names a blob by an event of its own. Here it has the bytes too, so that all else is in order.
    await send(mallory, ofMallory);
    await world.until('Mallory’s is here too', () => isHere(ofMallory));
    const [row] = await mallory.storedEvents(ofMallory, ['file']);
    const blob = row?.blobs[0] ?? '';
    const { channel, frames } = openRaw(mallory, alice, '_blob');
    channel.send({ body: encodeFrame({ t: 'want', blob, manifest: true, chunks: [[0, 1]] }) });
    await world.until('an answer', async () => frames.length > 0);
    expect(frames.map(({ json }) => json)).toEqual([{ t: 'none', blob, why: 'not yours' }]);
  });
});
