import { expect, test } from 'vitest';
import { translate } from '../../i18n.tsx';
import { hexId, makeConversation } from '../../testing/make-message.ts';
import { makeContact } from '../../testing/make-people.ts';
import { identityNews, isUnchecked } from './identity-news.ts';

const ANNA = makeConversation(1, 'Anna');
const alike = { resembles: [{ person: hexId(2), name: 'Anna', by: 'name' as const }] };
const verified = { verified: { how: 'words' as const, atMs: 1 } };

test.each([
  ['nothing', ANNA, makeContact(1, 'Anna'), null],
  ['a new device', { ...ANNA, newDevice: { device: hexId(9), atMs: 1 } }, makeContact(1, 'Anna', alike), 'New device?'],
  ['somebody who looks the same', ANNA, makeContact(1, 'Anna', alike), 'Two called Anna'],
  ['a check that failed', ANNA, makeContact(1, 'Anna', { differedAtMs: 1 }), 'The check failed'],
  ['nothing once it was checked', ANNA, makeContact(1, 'Anna', { ...alike, ...verified }), null],
  ['nothing before people are known', ANNA, undefined, null],
])('the news is %s', (_what, conversation, contact, words) => {
  expect(identityNews(conversation, contact, translate)).toBe(words);
});

test('only a contact who was not checked is unchecked', () => {
  expect(isUnchecked(makeContact(1, 'Anna'))).toBe(true);
  expect(isUnchecked(makeContact(1, 'Anna', verified))).toBe(false);
  expect(isUnchecked(makeContact(1, 'Anna', { state: 'invited' }))).toBe(false);
  expect(isUnchecked(undefined)).toBe(false);
});
