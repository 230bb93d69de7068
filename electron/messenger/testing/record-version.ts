import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Endpoint, PacketToSend, SwitchFactory } from '../../../switch/index.ts';
import { migrations } from '../../storage/migrations/migrations.ts';
import { encodeFrame, FrameReader } from '../sync/frames.ts';
import { realSwitches, type TestMessenger, testMessenger } from './test-messenger.ts';

/**
 * Writes what this version leaves on disks and says over the wire into `fixtures`, for old-versions.test.ts of all later ones: `npx tsx
 * electron/messenger/testing/record-version.ts`, once for each version that is given to people. Alice's data folder is `store-N` of
 * schema N, its key in the open; `sync-session-N.txt` has every `_sync` frame between her and Bob, one a line: receiver, bytes.
 */
const FIXTURES = join(import.meta.dirname, 'fixtures');
const VERSION = migrations.length;
/** The smallest picture and file that make a blob; their bytes say nothing. */
const FILE_BYTES = 70;

const lines: string[] = [];

/** Notes all that is said on its `_sync` channels. */
function listenedTo(switches: SwitchFactory): SwitchFactory {
  return {
    ...switches,
    async start(options) {
      const started = await switches.start(options);
      return started.ok ? { ok: true, endpoint: tapped(started.endpoint) } : started;
    },
  };
}

function tapped(endpoint: Endpoint): Endpoint {
  const openChannel = endpoint.openChannel.bind(endpoint);
  const listen = endpoint.listen.bind(endpoint);
  return Object.assign(endpoint, {
    openChannel: (...args: Parameters<Endpoint['openChannel']>) => tap(openChannel(...args)),
    listen: (...[type, rules, onChannel]: Parameters<Endpoint['listen']>) =>
      listen(type, rules, (channel) => onChannel(tap(channel))),
  });
}

function tap(channel: Channel): Channel {
  if (channel.type !== '_sync') return channel;
  const send = channel.send.bind(channel);
  const reader = new FrameReader();
  return Object.assign(channel, {
    send: (packet: PacketToSend) => {
      const read = reader.push(packet.body ?? new Uint8Array(0));
      if (!read.ok) throw new Error('what we say ourselves can not be read');
      for (const { json, body } of read.value)
        lines.push(`${channel.peer} ${Buffer.from(encodeFrame(json, body)).toString('hex')}`);
      return send(packet);
    },
  });
}

async function newPerson(name: string, dataFolder: string): Promise<TestMessenger> {
  const person = await testMessenger({ dataFolder, switches: listenedTo(realSwitches) });
  await person.messenger.createProfile(name);
  await person.until('listening', () => person.messenger.network().state === 'listening');
  return person;
}

/** Of an answer that has to be good. */
function must<T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T {
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

async function befriend(alice: TestMessenger, bob: TestMessenger): Promise<string> {
  const { text } = must(await alice.messenger.getInvite());
  const { conversationId } = must(await bob.messenger.acceptInvite(text));
  for (const who of [alice, bob])
    await who.until('a contact', async () => (await who.conversation(conversationId))?.state === 'contact');
  return conversationId;
}

async function talk(alice: TestMessenger, bob: TestMessenger, conv: string): Promise<void> {
  const bobHas = (count: number) =>
    bob.until(`${count} lines`, async () => (await bob.messages(conv)).length === count);
  must(await alice.messenger.sendText(conv, 'Good morning'));
  await bobHas(1);
  const answer = must(await bob.messenger.sendText(conv, 'Good morning to you')).message;
  await alice.until('the answer', async () => (await alice.messages(conv)).length === 2);
  must(await alice.messenger.messages.react(conv, answer.id, '👍'));
  const slip = must(await alice.messenger.sendText(conv, 'not for you')).message;
  await bobHas(3);
  must(await alice.messenger.messages.deleteForAll(conv, slip.id));
  const bytes = new Uint8Array(FILE_BYTES).fill(VERSION);
  must(await bob.messenger.files.sendFile(conv, { fileName: 'list.txt', bytes, type: 'text/plain' }));
  await alice.until('the file', async () => {
    const last = (await alice.messages(conv)).at(-1);
    return last?.content.kind === 'file' && last.content.file.transfer.state === 'here';
  });
  const reply = must(await alice.messenger.messages.reply(conv, answer.id, 'first words')).message;
  must(await alice.messenger.messages.edit(conv, reply.id, 'second words'));
  await bobHas(5);
}

async function meetInGroup(alice: TestMessenger, bob: TestMessenger, person: string): Promise<void> {
  const { conversationId: group } = must(await alice.messenger.groups.create('Family', [person]));
  await bob.until('the invitation', async () => (await bob.conversation(group))?.group?.state === 'invited');
  must(await bob.messenger.groups.answer(group, true));
  await alice.until(
    'a member',
    async () => (await alice.conversation(group))?.group?.members.every(({ hasJoined }) => hasJoined) === true,
  );
  must(await alice.messenger.sendText(group, 'Hello all'));
  await bob.until('hello', async () => (await bob.messages(group)).some(({ content }) => content.kind === 'text'));
  must(await bob.messenger.sendText(group, 'Hello Alice'));
  await alice.until('hello back', async () =>
    (await alice.messages(group)).some(({ content }) => content.kind === 'text' && content.text === 'Hello Alice'),
  );
}

async function decide(alice: TestMessenger, conv: string, person: string): Promise<void> {
  must(await alice.messenger.contacts.setNickname(person, 'Bobby'));
  must(await alice.messenger.verification.confirmWords(person));
  await alice.messenger.settings.setDraft(conv, 'half a sen', undefined);
  await alice.messenger.settings.setPinned(conv, true);
}

const folder = mkdtempSync(join(tmpdir(), 'hashline-record-'));
const [alice, bob] = [await newPerson('Alice', join(folder, 'alice')), await newPerson('Bob', join(folder, 'bob'))];
const conv = await befriend(alice, bob);
const person = alice.messenger.contacts.list()[0]?.person ?? '';
await talk(alice, bob, conv);
await meetInGroup(alice, bob, person);
await decide(alice, conv, person);
for (const who of [alice, bob]) await who.stop();
const store = join(FIXTURES, `store-${VERSION}`);
rmSync(store, { recursive: true, force: true });
mkdirSync(store, { recursive: true });
for (const name of ['blobs', 'store.db', 'store.key'])
  cpSync(join(folder, 'alice', name), join(store, name), { recursive: true });
writeFileSync(join(FIXTURES, `sync-session-${VERSION}.txt`), `${lines.join('\n')}\n`);
for (const who of [alice, bob]) await who.remove();
rmSync(folder, { recursive: true, force: true });
