import { expect, test } from 'vitest';
import { exportWords } from './export-words.ts';
import { createWords } from './words.ts';

const german = exportWords(
  createWords(() => 'de'),
  'de',
);

test('notes of a group name who did what, and the person here is you', () => {
  const note = (given: Parameters<typeof german.note>[0]) => german.note(given).replace(/[\u2068\u2069]/g, '');
  expect(note({ what: 'added', by: 'Anna', who: '' })).toBe('Anna hat dich eingeladen.');
  expect(note({ what: 'added', by: '', who: 'Tom' })).toBe('Du hast Tom eingeladen.');
  expect(note({ what: 'title', by: 'Anna', title: 'Chor' })).toBe('Anna hat die Gruppe „Chor“ genannt.');
});

test('Arabic is written from right to left, with the digits its times have', () => {
  const { language, direction } = exportWords(
    createWords(() => 'ar'),
    'ar',
  );
  expect([direction, new Intl.DateTimeFormat(language).resolvedOptions().numberingSystem]).toEqual(['rtl', 'latn']);
});
