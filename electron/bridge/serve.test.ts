import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BridgeCalls, calls, events, type Input } from './contract.ts';
import { CALL_NAMES, callChannel, EVENT_NAMES, eventChannel, LEND_CHANNEL, LEND_PROOF_CHANNEL } from './names.ts';
import { type BridgeHost, OutgoingShapeError, sendEvent, serveBridge, serveLending } from './serve.ts';

const SECRET = 'the text of a message';
const ID = 'a'.repeat(64);
const OUR_PAGE = {} as IpcMainInvokeEvent; // only its identity matters here

/** A bridge whose services note what reached them, and whose host notes what left. */
function serve(overrides: Partial<BridgeCalls> = {}) {
  const handlers = new Map<string, (event: IpcMainInvokeEvent, raw: unknown) => Promise<unknown>>();
  const reached: string[] = [];
  const bugs: { where: string; error: unknown }[] = [];
  const sent: { channel: string; payload: unknown }[] = [];
  const host: BridgeHost = {
    handle: (channel, listener) => handlers.set(channel, listener),
    isTrusted: (event) => event === OUR_PAGE,
    send: (channel, payload) => sent.push({ channel, payload }),
    reportBug: (where, error) => bugs.push({ where, error }),
    checksOutgoing: true,
  };
  const services = Object.fromEntries(
    CALL_NAMES.map((name) => [
      name,
      async () => {
        reached.push(name);
        return { ok: false, error: 'internal' };
      },
    ]),
  ) as unknown as BridgeCalls; // one service under every name of the contract
  serveBridge(host, { ...services, ...overrides });
  const ask = (name: keyof BridgeCalls, input: unknown, event = OUR_PAGE) =>
    handlers.get(callChannel(name))?.(event, input);
  return { host, handlers, reached, bugs, sent, ask };
}

describe('the bridge', () => {
  test('serves every call of the contract and no other channel', () => {
    expect([...serve().handlers.keys()].sort()).toEqual(
      Object.keys(calls)
        .map((name) => `hashline:call:${name}`)
        .sort(),
    );
    expect([...EVENT_NAMES].sort()).toEqual(Object.keys(events).sort());
  });

  test('refuses a stranger before it reads what they say', async () => {
    const { ask, reached } = serve();
    const stranger = {} as IpcMainInvokeEvent;
    const trap = new Proxy(
      {},
      { get: () => expect.fail('input was read'), ownKeys: () => expect.fail('input was read') },
    );
    expect(await ask('getState', trap, stranger)).toEqual({ ok: false, error: 'forbidden' });
    expect(reached).toEqual([]);
  });

  test('no input of another shape reaches a service, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CALL_NAMES), fc.anything({ withTypedArray: true }), async (name, input) => {
        const { ask, reached } = serve();
        const fits = calls[name].input.safeParse(input).success;
        const answer = await ask(name, input);
        if (!fits) expect(answer).toEqual({ ok: false, error: 'bad-request' });
        expect(reached).toEqual(fits ? [name] : []);
      }),
    );
  });

  test('refuses a call with a key too many', async () => {
    const { ask, reached } = serve();
    const input = { conversationId: ID, text: 'hi', isAdmin: true };
    expect(await ask('sendText', input)).toEqual({ ok: false, error: 'bad-request' });
    expect(reached).toEqual([]);
  });

  test('answers a throw with "internal" and nothing of what it said', async () => {
    const { ask, bugs } = serve({ sendText: () => Promise.reject(new Error(SECRET)) });
    const answer = await ask('sendText', { conversationId: ID, text: SECRET });
    expect(answer).toEqual({ ok: false, error: 'internal' });
    expect(bugs.map((bug) => bug.where)).toEqual(['sendText']);
  });

  test('an answer that breaks the contract is a bug, told without its content', async () => {
    const wrong = async ({ text }: Input<'sendText'>) => ({ ok: true, value: { message: { text } } }) as never;
    const { ask, bugs } = serve({ sendText: wrong });
    expect(await ask('sendText', { conversationId: ID, text: SECRET })).toEqual({ ok: false, error: 'internal' });
    const [bug] = bugs;
    expect(bug?.error).toBeInstanceOf(OutgoingShapeError);
    expect(String(bug?.error)).toContain('message.id');
    expect(String(bug?.error)).not.toContain(SECRET);
  });

  test('an answer may fail only in the ways its call names', async () => {
    const { ask, bugs } = serve({ copyText: async () => ({ ok: false, error: 'disk-full' }) as never });
    expect(await ask('copyText', { text: 'x' })).toEqual({ ok: false, error: 'internal' });
    expect(bugs).toHaveLength(1);
  });

  test('an event goes out under its own channel; one of another shape does not', () => {
    const { host, sent, bugs } = serve();
    sendEvent(host, 'networkChanged', { state: 'listening', detail: '127.0.0.1:4242' });
    sendEvent(host, 'inviteOpened', { text: 7 } as never);
    expect(sent).toEqual([
      { channel: eventChannel('networkChanged'), payload: { state: 'listening', detail: '127.0.0.1:4242' } },
    ]);
    expect(bugs.map((bug) => bug.where)).toEqual(['inviteOpened']);
  });

  test('lends to our own page alone, in the one shape', async () => {
    const { host, handlers } = serve();
    const reached: unknown[] = [];
    serveLending(host, {
      ask: (files) => {
        reached.push(files);
        return [];
      },
      take: async (proofs) => {
        reached.push(proofs);
        return { ok: true, value: { files: [] } };
      },
    });
    const other = {} as IpcMainInvokeEvent;
    const paths = [{ path: '/a', bytes: 1 }];
    const proofs = [{ ticket: 'a'.repeat(32), sha256: '' }];
    expect(await handlers.get(LEND_CHANNEL)?.(other, paths)).toEqual({ ok: false, error: 'forbidden' });
    expect(await handlers.get(LEND_PROOF_CHANNEL)?.(other, proofs)).toEqual({ ok: false, error: 'forbidden' });
    expect(await handlers.get(LEND_CHANNEL)?.(OUR_PAGE, ['/a'])).toEqual({ ok: false, error: 'bad-request' });
    expect(await handlers.get(LEND_PROOF_CHANNEL)?.(OUR_PAGE, paths)).toEqual({ ok: false, error: 'bad-request' });
    expect(reached).toEqual([]);
    expect(await handlers.get(LEND_CHANNEL)?.(OUR_PAGE, paths)).toEqual({ ok: true, value: [] });
    expect(await handlers.get(LEND_PROOF_CHANNEL)?.(OUR_PAGE, proofs)).toMatchObject({ ok: true });
    expect(reached).toEqual([paths, proofs]);
  });
});
