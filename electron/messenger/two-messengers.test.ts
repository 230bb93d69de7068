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
});
