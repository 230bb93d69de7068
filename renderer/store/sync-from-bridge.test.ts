import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, AppStateView, Bridge, LookView, PeopleView } from '../../electron/bridge/contract.ts';
import { STATE_RETRY_MS } from '../limits.ts';
import { conversationId, hexId, makeConversation, makeMessage } from '../testing/make-message.ts';
import { makeContact } from '../testing/make-people.ts';
import { quietBridge } from '../testing/quiet-bridge.ts';
import { createAppStore, useAppStore } from './app-store.ts';
import { syncFromBridge } from './sync-from-bridge.ts';

const READY: AppStateView = {
  phase: 'ready',
  version: '0.1.0',
  profile: null,
  conversations: [makeConversation(1, 'Anna'), makeConversation(2, 'Tom')],
  network: { state: 'listening', detail: '' },
  notices: [],
  theme: 'system',
};
const PEOPLE: PeopleView = { me: null, contacts: [], requests: [], blocked: [], nearby: [], isVisibleNearby: true };
const LOOK: LookView = { contrast: 'high', motion: 'system', textPercent: 125, language: 'system' };
/** What is asked for beside the state, and is no part of these tests. */
const BESIDE = {
  getLook: async () => ({ ok: true, value: LOOK }),
  getBackup: async () => ({ ok: true, value: { hasPassphrase: false, keyIn: 'system', words: 'unseen' } }),
  getPeople: async () => ({ ok: true, value: PEOPLE }),
} as const satisfies Partial<Bridge>;
const pristine = useAppStore.getState();

/** Starts listening with an answer that comes only when the test says so. */
function start(people: () => Promise<Answer<'getPeople'>> = async () => ({ ok: true, value: PEOPLE })) {
  let answer: (answer: Answer<'getState'>) => void = () => undefined;
  const answered = new Promise<Answer<'getState'>>((resolve) => {
    answer = resolve;
  });
  const quiet = quietBridge({
    getState: () => answered,
    ...BESIDE,
    getPeople: () => people(),
  });
  const stop = syncFromBridge(quiet.bridge, useAppStore);
  const giveAnswer = async (value: AppStateView) => {
    answer({ ok: true, value });
    await answered;
  };
  return { ...quiet, stop, giveAnswer };
}

beforeEach(() => useAppStore.setState(pristine, true));

describe('the store follows the bridge', () => {
  test('takes everything from the answer', async () => {
    const { giveAnswer } = start();
    await giveAnswer(READY);
    const { phase, conversationsById, network } = useAppStore.getState();
    expect(phase).toBe('ready');
    expect(Object.keys(conversationsById)).toHaveLength(2);
    expect(network.state).toBe('listening');
  });

  test('takes the look, unless one was told meanwhile', async () => {
    const { tell, giveAnswer } = start();
    tell('lookChanged', { ...LOOK, textPercent: 80 });
    await giveAnswer(READY);
    expect(useAppStore.getState().look.textPercent).toBe(80);
  });

  test('an event heard while the answer was on its way is newer and stays', async () => {
    const { tell, giveAnswer } = start();
    tell('conversationsChanged', [makeConversation(1, 'Anna', { unreadCount: 7 })]);
    tell('conversationsChanged', [makeConversation(3, 'Lea')]);
    tell('networkChanged', { state: 'offline', detail: '' });
    await giveAnswer(READY);
    const { conversationsById, network } = useAppStore.getState();
    expect(conversationsById[conversationId(1)]?.unreadCount).toBe(7);
    expect(conversationsById[conversationId(2)]?.name).toBe('Tom');
    expect(conversationsById[conversationId(3)]?.name).toBe('Lea');
    expect(network.state).toBe('offline');
  });

  test('says why the data can not be opened', async () => {
    const { giveAnswer } = start();
    await giveAnswer({ phase: 'failed', problem: 'folder-in-use', detail: 'somewhere' });
    expect(useAppStore.getState().failure).toEqual({ problem: 'folder-in-use', detail: 'somewhere' });
  });

  test('a chat that is gone after everything was taken anew is closed, and its messages are asked for anew', async () => {
    const { tell, giveAnswer } = start();
    await giveAnswer(READY);
    useAppStore.getState().showConversation(conversationId(2));
    useAppStore.getState().applyMessagesChanged(conversationId(2), [makeMessage(1)]);
    tell('stateChanged', { ...READY, conversations: [makeConversation(1, 'Anna')] });
    expect(useAppStore.getState().pane).toEqual({ name: 'welcome' });
    expect(useAppStore.getState().pagesById).toEqual({});
  });

  test('messages of a chat that was never opened are not kept', async () => {
    const { tell, giveAnswer } = start();
    await giveAnswer(READY);
    tell('messagesChanged', { conversationId: conversationId(1), messages: [makeMessage(1)] });
    expect(useAppStore.getState().pagesById).toEqual({});
  });

  test('asks for people once it is ready and when they change, and the newest question counts', async () => {
    const answers: ((value: Answer<'getPeople'>) => void)[] = [];
    const { tell, giveAnswer } = start(() => new Promise((resolve) => answers.push(resolve)));
    expect(answers).toHaveLength(0);
    await giveAnswer(READY);
    tell('peopleChanged', {});
    expect(answers).toHaveLength(2);
    answers[1]?.({ ok: true, value: { ...PEOPLE, contacts: [makeContact(1, 'New')] } });
    answers[0]?.({ ok: true, value: { ...PEOPLE, contacts: [makeContact(1, 'Old')] } });
    await Promise.resolve();
    await Promise.resolve();
    expect(useAppStore.getState().contactsByPerson[hexId(1)]?.name).toBe('New');
  });

  test('stops listening when told to', () => {
    const { stop, listenerCount } = start();
    expect(listenerCount()).toBeGreaterThan(0);
    stop();
    expect(listenerCount()).toBe(0);
  });
});

describe('a bridge that is lost comes back', () => {
  /** Answers in turn what is given, then nothing but failures. */
  function failing(answers: (AppStateView | 'throws' | 'fails')[]) {
    const gapsMs: number[] = [];
    let ring: () => void = () => undefined;
    const getState: Bridge['getState'] = async () => {
      const next = answers.shift() ?? 'fails';
      if (next === 'throws') throw new Error('no handler');
      return next === 'fails' ? { ok: false, error: 'internal' } : { ok: true, value: next };
    };
    const quiet = quietBridge({ ...BESIDE, getState });
    const stop = syncFromBridge(quiet.bridge, useAppStore, (callback, ms) => {
      gapsMs.push(ms);
      ring = callback;
    });
    const settle = async () => {
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    };
    const pass = async () => {
      ring();
      await settle();
    };
    return { ...quiet, stop, gapsMs, settle, pass };
  }

  test('is asked again with growing gaps until it answers', async () => {
    const { gapsMs, settle, pass } = failing(['throws', 'fails', READY]);
    await settle();
    expect(useAppStore.getState().phase).toBe('starting');
    await pass();
    await pass();
    expect(gapsMs).toEqual(STATE_RETRY_MS.slice(0, 2));
    expect(useAppStore.getState().phase).toBe('ready');
  });

  test('one that stays lost is said, and what it tells later is taken all the same', async () => {
    const { tell, settle, pass } = failing([]);
    await settle();
    for (const _gap of STATE_RETRY_MS) await pass();
    expect(useAppStore.getState()).toMatchObject({ phase: 'failed', failure: { problem: 'internal' } });
    tell('stateChanged', READY);
    expect(useAppStore.getState()).toMatchObject({ phase: 'ready', failure: null });
  });

  test('what was told while it was lost is not overwritten by a late answer', async () => {
    const { tell, settle, pass } = failing(['fails', { phase: 'starting' }]);
    await settle();
    tell('stateChanged', READY);
    await pass();
    expect(useAppStore.getState().phase).toBe('ready');
  });
});

test('two windows of one profile show the same, whenever each was opened', async () => {
  const quiet = quietBridge({
    ...BESIDE,
    getState: async () => ({ ok: true, value: READY }),
  });
  const [first, second] = [createAppStore(), createAppStore()];
  syncFromBridge(quiet.bridge, first);
  quiet.tell('stateChanged', READY);
  quiet.tell('networkChanged', { state: 'offline', detail: '' });
  quiet.tell('conversationsChanged', [makeConversation(3, 'Lea', { unreadCount: 2 })]);
  syncFromBridge(quiet.bridge, second);
  // The main process tells whoever comes everything, as it is then.
  quiet.tell('stateChanged', {
    ...READY,
    network: { state: 'offline', detail: '' },
    conversations: [...READY.conversations, makeConversation(3, 'Lea', { unreadCount: 2 })],
  });
  quiet.tell('conversationsChanged', [makeConversation(1, 'Anna', { unreadCount: 5 })]);
  const shown = ({ getState }: typeof first) => {
    const { phase, profile, conversationsById, network, notices, theme, version } = getState();
    return { phase, profile, conversationsById, network, notices, theme, version };
  };
  expect(shown(second)).toEqual(shown(first));
  expect(Object.keys(shown(first).conversationsById)).toHaveLength(3);
});
