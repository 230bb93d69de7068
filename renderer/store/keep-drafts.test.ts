import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Input } from '../../electron/bridge/contract.ts';
import { quoteOf } from '../features/messages/draft-about.ts';
import { DRAFT_KEPT_AFTER_MS, MESSAGE_CHARS_MAX } from '../limits.ts';
import { conversationId, makeConversation, makeMessage, messageId } from '../testing/make-message.ts';
import { useAppStore } from './app-store.ts';
import { type DraftKeeper, keepDrafts } from './keep-drafts.ts';

const pristine = useAppStore.getState();
const id = conversationId(1);
let written: Input<'setDraft'>[] = [];
let lost = 0;
let keeper: DraftKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  useAppStore.setState(pristine, true);
  [written, lost] = [[], 0];
  keeper = keepDrafts(
    {
      setDraft: async (draft) => {
        written.push(draft);
        return draft.text.includes('full') ? { ok: false, error: 'disk-full' } : { ok: true, value: {} };
      },
    },
    useAppStore,
    () => lost++,
  );
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

const type = (text: string) => useAppStore.getState().updateDraft(id, () => ({ text }));

describe('drafts', () => {
  test('are written once, a moment after the last key', () => {
    for (const text of ['H', 'He', 'Hello']) type(text);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(DRAFT_KEPT_AFTER_MS);
    expect(written).toEqual([{ conversationId: id, text: 'Hello' }]);
  });

  test('are whole when they are written, though the last letters wait for their frame', () => {
    useAppStore.getState().holdTyped(id, 'Hello');
    keeper.flush();
    expect(written).toEqual([{ conversationId: id, text: 'Hello' }]);
  });

  test('keep what waits when something else of them changes, and when another chat is written in', () => {
    const { holdTyped, updateDraft, takeTyped } = useAppStore.getState();
    holdTyped(id, 'Hello');
    updateDraft(id, ({ text }) => ({ text: `${text} you` }));
    takeTyped();
    expect(useAppStore.getState().draftsById[id]?.text).toBe('Hello you');
    holdTyped(id, 'One');
    holdTyped(conversationId(2), 'Two');
    expect(useAppStore.getState().draftsById[id]?.text).toBe('One');
    takeTyped();
    expect(useAppStore.getState().draftsById[conversationId(2)]?.text).toBe('Two');
  });

  test('are written at once when the chat is left', () => {
    type('Hello');
    useAppStore.getState().showAdd();
    expect(written).toEqual([{ conversationId: id, text: 'Hello' }]);
  });

  test('go with what they answer, and are gone when they were sent', () => {
    useAppStore.getState().updateDraft(id, () => ({ about: { kind: 'reply', quoted: quoteOf(makeMessage(7)) } }));
    keeper.flush();
    useAppStore.getState().updateDraft(id, () => ({ text: '', about: null }));
    keeper.flush();
    expect(written).toEqual([
      { conversationId: id, text: '', replyTo: messageId(7) },
      { conversationId: id, text: '' },
    ]);
  });

  test('of an earlier run come back, are not written again, and keep what they answer until it is fetched', () => {
    const draft = { text: 'half a th', replyTo: messageId(9) };
    useAppStore.getState().applyConversationsChanged([makeConversation(1, 'Anna', { draft })]);
    expect(useAppStore.getState().draftsById[id]).toMatchObject({ text: 'half a th', replyTo: messageId(9) });
    keeper.flush();
    expect(written).toEqual([]);
    type('half a thought');
    keeper.flush();
    expect(written).toEqual([{ conversationId: id, text: 'half a thought', replyTo: messageId(9) }]);
  });

  test('an echo of an older state does not undo what is being typed', () => {
    type('newer');
    useAppStore.getState().applyConversationsChanged([makeConversation(1, 'Anna', { draft: { text: 'new' } })]);
    expect(useAppStore.getState().draftsById[id]?.text).toBe('newer');
  });

  test('while a message is being changed, what stood there before is kept', () => {
    useAppStore.getState().updateDraft(id, () => ({
      text: 'a new wording',
      about: { kind: 'edit', messageId: messageId(3), before: 'old', kept: 'begun before' },
    }));
    keeper.flush();
    expect(written).toEqual([{ conversationId: id, text: 'begun before' }]);
  });

  test('longer than a message are kept as far as one goes, and a full disk is told', async () => {
    type('x'.repeat(MESSAGE_CHARS_MAX + 5));
    keeper.flush();
    expect(written[0]?.text).toHaveLength(MESSAGE_CHARS_MAX);
    type('full');
    keeper.flush();
    await vi.runAllTimersAsync();
    expect(lost).toBe(1);
  });
});
