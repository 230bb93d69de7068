import { beforeEach, expect, test } from 'vitest';
import { useAppStore } from '../../store/app-store.ts';
import { selectDraft } from '../../store/drafts-slice.ts';
import { conversationId, makeMessage, makePhoto } from '../../testing/make-message.ts';
import { dropAbout, quoteOf, startEdit, startReply } from './draft-about.ts';

const ID = conversationId(1);
const draft = () => selectDraft(ID)(useAppStore.getState());
const mine = makeMessage(1, { isMine: true, content: { kind: 'text', text: 'old words' } });

beforeEach(() => {
  useAppStore.setState({ draftsById: {} });
  useAppStore.getState().updateDraft(ID, () => ({ text: 'half a sentence' }));
});

test('editing keeps what was being written, and gives it back', () => {
  startEdit(mine);
  expect(draft().text).toBe('old words');
  dropAbout(ID);
  expect(draft()).toMatchObject({ text: 'half a sentence', about: null });
});

test('editing another message on the way does not lose it either', () => {
  startEdit(mine);
  startEdit(makeMessage(2, { isMine: true, content: { kind: 'text', text: 'other words' } }));
  expect(draft().text).toBe('other words');
  startReply(makeMessage(3));
  expect(draft()).toMatchObject({ text: 'half a sentence', about: { kind: 'reply' } });
});

test('a reply leaves the text alone, also when it is taken back', () => {
  startReply(makeMessage(3));
  expect(draft().text).toBe('half a sentence');
  dropAbout(ID);
  expect(draft()).toMatchObject({ text: 'half a sentence', about: null });
});

test('photos are quoted by their first caption', () => {
  const photos = [makePhoto(1), makePhoto(2, { caption: 'sea' })];
  expect(quoteOf(makeMessage(4, { content: { kind: 'album', photos } }))).toMatchObject({
    kind: 'album',
    excerpt: 'sea',
  });
});
