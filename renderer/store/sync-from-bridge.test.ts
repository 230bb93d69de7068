import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, AppStateView, LookView, PeopleView } from '../../electron/bridge/contract.ts';
import { conversationId, hexId, makeConversation, makeMessage } from '../testing/make-message.ts';
import { makeContact } from '../testing/make-people.ts';
import { quietBridge } from '../testing/quiet-bridge.ts';
import { useAppStore } from './app-store.ts';
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
const pristine = useAppStore.getState();

/** Starts listening with an answer that comes only when the test says so. */
function start(people: () => Promise<Answer<'getPeople'>> = async () => ({ ok: true, value: PEOPLE })) {
  let answer: (answer: Answer<'getState'>) => void = () => undefined;
  const answered = new Promise<Answer<'getState'>>((resolve) => {
    answer = resolve;
  });
  const quiet = quietBridge({
    getState: () => answered,
    getLook: async () => ({ ok: true, value: LOOK }),
    getBackup: async () => ({ ok: true, value: { hasPassphrase: false, keyIn: 'system', words: 'unseen' } }),
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
    tell('conversationChanged', makeConversation(1, 'Anna', { unreadCount: 7 }));
    tell('conversationChanged', makeConversation(3, 'Lea'));
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
