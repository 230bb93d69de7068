import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../electron/bridge/contract.ts';
import { MESSAGE_CHARS_MAX } from '../../limits.ts';
import type { Draft, TrayItem } from '../../store/drafts-slice.ts';
import { conversationId, makeMessage, messageId } from '../../testing/make-message.ts';
import { quietBridge } from '../../testing/quiet-bridge.ts';

const ID = conversationId(1);
const sent: string[] = [];
let albumAnswer: Answer<'sendAlbum'>;
let textAnswer: Answer<'sendText'>;
const { bridge } = quietBridge({
  sendAlbum: async ({ items }) => {
    sent.push(items.map(({ stagedId, caption }) => `${stagedId}:${caption ?? ''}`).join(' '));
    return albumAnswer;
  },
  sendText: async ({ text }) => {
    sent.push(text);
    return textAnswer;
  },
  reply: async ({ messageId, text }) => {
    sent.push(`${messageId.at(-1)}<${text}`);
    return textAnswer;
  },
  editMessage: async ({ messageId, text }) => {
    sent.push(`${messageId.at(-1)}=${text}`);
    return textAnswer;
  },
});
vi.stubGlobal('window', { bridge });
const { useAppStore } = await import('../../store/app-store.ts');
const { selectDraft } = await import('../../store/drafts-slice.ts');
const { canSend, sendDraft } = await import('./send-draft.ts');
const { quoteOf } = await import('../messages/draft-about.ts');

const pristine = useAppStore.getState();
const draft = () => selectDraft(ID)(useAppStore.getState());
const ready = (fileId: number, caption = ''): TrayItem => ({
  state: 'ready',
  fileId,
  atMs: 0,
  caption,
  photo: {
    stagedId: `s${fileId}`,
    fileName: 'a.jpg',
    widthPx: 4,
    heightPx: 3,
    sizes: { small: 1, good: 2, original: 9 },
    thumbhash: '',
  },
});

beforeEach(() => {
  useAppStore.setState(pristine, true);
  sent.length = 0;
  albumAnswer = { ok: true, value: { message: makeMessage(1, { isMine: true }) } };
  textAnswer = { ok: true, value: { message: makeMessage(2, { isMine: true }) } };
});

describe('sending what was written', () => {
  test('photos go first, then the text, and the composer is empty', async () => {
    useAppStore.getState().updateDraft(ID, () => ({ text: ' look \n', tray: [ready(1, ' Sea '), ready(2)] }));
    await sendDraft(ID);
    expect(sent).toEqual(['s1:Sea s2:', 'look']);
    expect(draft()).toMatchObject({ text: '', tray: [] });
  });

  test('what could not be sent is back, before what was written meanwhile', async () => {
    textAnswer = { ok: false, error: 'disk-full' };
    useAppStore.getState().updateDraft(ID, () => ({ text: 'first' }));
    const sending = sendDraft(ID);
    useAppStore.getState().updateDraft(ID, () => ({ text: 'second' }));
    await sending;
    expect(draft().text).toBe('first\nsecond');
  });

  test('a text is not sent without the photos it was written to', async () => {
    albumAnswer = { ok: false, error: 'disk-full' };
    useAppStore.getState().updateDraft(ID, () => ({ text: 'look', tray: [ready(1, 'Sea')] }));
    await sendDraft(ID);
    expect(sent).toEqual(['s1:Sea']);
    expect(draft()).toMatchObject({ text: 'look', tray: [{ fileId: 1, caption: 'Sea' }] });
  });

  test('an answer names what it answers, and one that could not be sent still does', async () => {
    const about: Draft['about'] = { kind: 'reply', quoted: quoteOf(makeMessage(7)) };
    useAppStore.getState().updateDraft(ID, () => ({ text: 'yes', about }));
    textAnswer = { ok: false, error: 'disk-full' };
    await sendDraft(ID);
    expect(draft()).toMatchObject({ text: 'yes', about });
    textAnswer = { ok: true, value: { message: makeMessage(2, { isMine: true }) } };
    await sendDraft(ID);
    expect(sent).toEqual(['7<yes', '7<yes']);
    expect(draft()).toMatchObject({ text: '', about: null });
  });

  test('a new wording is saved with nothing else, and what was being written comes back', async () => {
    const about: Draft['about'] = { kind: 'edit', messageId: messageId(5), before: 'old', kept: 'half' };
    useAppStore.getState().updateDraft(ID, () => ({ text: ' new ', about, tray: [ready(1)] }));
    await sendDraft(ID);
    expect(sent).toEqual(['5=new']);
    expect(draft()).toMatchObject({ text: 'half', about: null, tray: [{ fileId: 1 }] });
  });

  test('the same wording again is none', async () => {
    const about: Draft['about'] = { kind: 'edit', messageId: messageId(5), before: 'old', kept: '' };
    useAppStore.getState().updateDraft(ID, () => ({ text: 'old', about }));
    await sendDraft(ID);
    expect(sent).toEqual([]);
    expect(draft().about).toBeNull();
  });

  test.each([
    ['nothing', { text: ' \n ', tray: [] }],
    [
      'a photo still being prepared',
      { text: 'look', tray: [{ state: 'preparing', fileId: 1, fileName: 'a.jpg', atMs: 0 }] },
    ],
    ['a text that is too long', { text: 'x'.repeat(MESSAGE_CHARS_MAX + 1), tray: [] }],
  ] as const)('%s can not be sent', async (_, given) => {
    expect(canSend({ ...given, about: null, replyTo: null, problems: [], isArranged: false, size: 'good' })).toBe(
      false,
    );
    useAppStore.getState().updateDraft(ID, () => given);
    await sendDraft(ID);
    expect(sent).toEqual([]);
  });
});
