import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../../switch/index.ts';
import type { MessageView } from '../../views/message-views.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const TIMEOUT_MS = 120_000;

let people: SimPeople;
afterEach(() => people.remove());

async function pair() {
  people = new SimPeople({ seed: 1 });
  const { alice, bob, conv } = await people.contacts();
  return { alice, bob, conv };
}

async function done<T, E extends string>(promise: Promise<Result<T, E>>): Promise<T> {
  const result = await people.finish(promise);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const say = async (person: SimPerson, conv: string, text: string) =>
  (await done(person.messenger.sendText(conv, text))).message;

const seen = async (person: SimPerson, conv: string, id: string) =>
  (await person.messages(conv)).find((message) => message.id === id);

const until = (what: string, person: SimPerson, conv: string, id: string, is: (message: MessageView) => boolean) =>
  people.until(what, async () => {
    const message = await seen(person, conv, id);
    return message !== undefined && is(message);
  });

const told = (person: SimPerson) => person.events.flatMap((event) => (event.name === 'messages' ? event.messages : []));

const textOf = ({ content }: MessageView) => (content.kind === 'text' ? content.text : content.kind);

describe('messages', { timeout: TIMEOUT_MS }, () => {
  test('are changed by their author, with all earlier texts kept', async () => {
    const { alice, bob, conv } = await pair();
    const { id } = await say(alice, conv, 'helo');
    await done(alice.messenger.messages.edit(conv, id, 'hello'));
    const changed = await done(alice.messenger.messages.edit(conv, id, 'hello!'));
    expect(textOf(changed.message)).toBe('hello!');
    await until('Bob sees the last text', bob, conv, id, (message) => textOf(message) === 'hello!');
    expect((await seen(bob, conv, id))?.editedAtMs).toBeDefined();
    const { edits } = await done(bob.messenger.messages.editsOf(conv, id));
    expect(edits.map((edit) => edit.text)).toEqual(['helo', 'hello', 'hello!']);
    const details = await done(bob.messenger.messages.detailsOf(conv, id));
    expect(details.people).toEqual([]); // it is not his
    expect(details.storedAtMs).toBeGreaterThan(details.writtenAtMs - 1);
    await until('Alice knows', alice, conv, id, ({ delivery }) => delivery.name === 'arrived');
    const { people: others } = await done(alice.messenger.messages.detailsOf(conv, id));
    expect(others).toMatchObject([{ name: '', delivery: { name: 'arrived' } }]);
    expect(await people.finish(alice.messenger.messages.detailsOf(conv, 'ff'.repeat(32)))).toEqual({
      ok: false,
      error: 'unknown-message',
    });
    expect(await people.finish(bob.messenger.messages.edit(conv, id, 'mine now'))).toEqual({
      ok: false,
      error: 'not-yours',
    });
    expect(await bob.messages(conv)).toHaveLength(1);
  });

  test('deleted for everybody leave nothing of their texts on either disk', async () => {
    const { alice, bob, conv } = await pair();
    const { id } = await say(alice, conv, 'a secret');
    await done(alice.messenger.messages.edit(conv, id, 'another secret'));
    await until('Bob has it', bob, conv, id, (message) => textOf(message) === 'another secret');
    expect(await people.finish(bob.messenger.messages.deleteForAll(conv, id))).toEqual({
      ok: false,
      error: 'not-yours',
    });
    await done(alice.messenger.messages.deleteForAll(conv, id));
    await until('it is gone for Bob', bob, conv, id, (message) => message.content.kind === 'gone');
    for (const person of [alice, bob]) {
      expect(await done(person.messenger.messages.editsOf(conv, id))).toEqual({ edits: [] });
      expect(await person.storedEvents(conv, ['delete'])).toHaveLength(1);
      const events = await people.finish(person.storedEvents(conv, ['text', 'edit']));
      expect(events.filter((row) => row.body !== undefined && row.body.length > 0)).toEqual([]);
    }
  });

  test('deleted before the other one had them come as deleted', async () => {
    const { alice, bob, conv } = await pair();
    await people.finish(bob.stop());
    const { id } = await say(alice, conv, 'too fast');
    await done(alice.messenger.messages.deleteForAll(conv, id));
    await people.finish(bob.start());
    await until('Bob sees that something was deleted', bob, conv, id, (message) => message.content.kind === 'gone');
  });

  test('are reacted to and answered', async () => {
    const { alice, bob, conv } = await pair();
    const { id } = await say(alice, conv, 'shall we?');
    await until('Bob has it', bob, conv, id, () => true);
    await done(bob.messenger.messages.react(conv, id, '👍'));
    await done(bob.messenger.messages.react(conv, id, '❤️'));
    await until('Alice sees the last one', alice, conv, id, ({ reactions }) => reactions[0]?.emoji === '❤️');
    expect((await seen(alice, conv, id))?.reactions).toEqual([{ emoji: '❤️', count: 1, isMine: false, names: [] }]);
    const answer = await done(bob.messenger.messages.reply(conv, id, 'yes'));
    await until('Alice has the answer', alice, conv, answer.message.id, ({ reply }) => reply?.excerpt === 'shall we?');
    await done(alice.messenger.messages.deleteForAll(conv, id));
    await until('its quote is gone', bob, conv, answer.message.id, ({ reply }) => reply?.kind === 'gone');
    for (const person of [alice, bob]) {
      const isTold = async () => told(person).some(({ reply }) => reply?.kind === 'gone');
      await people.until(`${person.name}'s window is told of the answer too`, isTold);
    }
  });

  test('what changes a message is no line of the chat, also when the other one has it', async () => {
    const { alice, bob, conv } = await pair();
    const { id } = await say(alice, conv, 'helo');
    await done(alice.messenger.messages.react(conv, id, '👍'));
    await done(alice.messenger.messages.edit(conv, id, 'hello'));
    const last = await say(alice, conv, 'there?');
    await until('Bob has all of it', bob, conv, last.id, () => true);
    await until('Alice knows', alice, conv, last.id, ({ delivery }) => delivery.name === 'arrived');
    const isTold = async () =>
      told(alice).some((message) => message.id === last.id && message.delivery.name === 'arrived');
    await people.until('her window knows too', isTold);
    for (const person of [alice, bob])
      expect(new Set(told(person).map((one) => one.id))).toEqual(new Set([id, last.id]));
  });

  test('deleted here are gone here alone', async () => {
    const { alice, bob, conv } = await pair();
    const { id } = await say(alice, conv, 'seen enough');
    await until('Bob has it', bob, conv, id, () => true);
    await done(bob.messenger.messages.deleteHere(conv, id));
    expect(await bob.messages(conv)).toEqual([]);
    expect(await alice.messages(conv)).toHaveLength(1);
  });

  test('deleted here come back', async () => {
    const { alice, bob, conv } = await pair();
    const { id } = await say(alice, conv, 'seen enough');
    await until('Bob has it', bob, conv, id, () => true);
    await done(bob.messenger.messages.deleteHere(conv, id));
    expect((await done(bob.messenger.messages.restoreHere(conv, id))).message.id).toBe(id);
    expect((await bob.messages(conv)).map((message) => message.id)).toEqual([id]);
    expect(await bob.messenger.messages.restoreHere(conv, 'ab'.repeat(32))).toEqual({
      ok: false,
      error: 'unknown-message',
    });
  });
});
