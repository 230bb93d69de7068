import { expect, test } from 'vitest';
import { translate } from '../../i18n.tsx';
import { hexId, makeMessage } from '../../testing/make-message.ts';
import { goneWords } from './gone-words.ts';

const tom = { author: { device: hexId(7), name: 'Tom' } };
const gone = (by: string | undefined) => ({ content: { kind: 'gone' as const, ...(by !== undefined && { by }) } });

test('between two, a message was deleted by who wrote it', () => {
  expect(goneWords(makeMessage(1, { isMine: true, ...gone('') }), 'Anna', translate)).toBe('You deleted this message.');
  expect(goneWords(makeMessage(1, gone('')), 'Anna', translate)).toBe('Anna deleted this message.');
});

test('in a group an admin may have, also the person here', () => {
  expect(goneWords(makeMessage(1, { ...tom, ...gone('') }), 'Family', translate)).toBe('You deleted this message.');
  expect(goneWords(makeMessage(1, { isMine: true, ...gone('Tom') }), 'Family', translate)).toBe(
    'Tom deleted this message.',
  );
});

test('what was said before one came is told apart from what was deleted', () => {
  expect(goneWords(makeMessage(1, { ...tom, ...gone(undefined) }), 'Family', translate)).toBe(
    'This was said before you came.',
  );
});
