import { expect, test } from 'vitest';
import { type MessageKey, translate } from '../i18n.tsx';
import { en } from './locales.ts';

const VALUES = {
  name: 'Anna',
  by: 'Tom',
  byMe: 'no',
  who: 'Lea',
  whoMe: 'yes',
  title: 'Family',
  emoji: '❤️',
  names: 'Anna and Tom',
  state: 'Direct',
  fileName: 'a.jpg',
  folder: 'Set aside',
  path: '/a/b',
  min: 8,
  system: 'linux',
  electron: '45',
  licence: 'AGPL',
  amount: '256',
  port: '42424',
  place: 3,
  messages: 2,
  files: 1,
  text: 'hi',
  photos: '3 photos',
  caption: 'Sea',
  version: '0.1.0',
  date: '1 May',
  time: '12:04',
  percent: '40 %',
  count: 3,
  other: 'Tom',
  color: 'red',
  right: 'blue',
  seconds: 90,
  used: 1,
  max: 100,
  over: 2,
  left: 5,
  arrived: 1,
  total: 3,
  whole: 1,
  position: 2,
  megabytes: 100,
  ms: 12,
  index: 1,
  wanted: 42424,
  got: 42425,
  size: '2 MB',
  done: 3,
  saved: 3,
  bytes: '2 MB',
  hint: 'Sharp on any screen.',
  why: 'Paused',
  at: '0:07',
  duration: '0:41',
  speed: '2×',
  via: 'Tom',
  reachable: 2,
  all: 4,
};

test('every sentence is complete: no value is left over that nobody gives', () => {
  for (const key of Object.keys(en) as MessageKey[]) expect(translate(key, VALUES), key).toMatch(/^[^{}]+$/);
});

test('the pill stays within 24 characters for a short name (section 3.4 of the design)', () => {
  const keys = (Object.keys(en) as MessageKey[]).filter((key) => key.startsWith('pill.') && key !== 'pill.label');
  for (const key of keys)
    expect(translate(key, { name: 'Anna', via: 'Anna', count: 3 }).length, key).toBeLessThanOrEqual(24);
});

test('a right-to-left name is isolated, so that it cannot turn the sentence around', () => {
  expect(translate('add.open', { name: 'آنا' })).toBe('Open chat with \u2068آنا\u2069');
  expect(translate('add.open', { name: 'Anna' })).toBe('Open chat with Anna');
});
