import { expect, test } from 'vitest';
import * as contract from '../electron/bridge/contract.ts';
import * as limits from './limits.ts';

const SHARED = [
  'MESSAGE_CHARS_MAX',
  'NAME_CHARS_MAX',
  'PHOTO_FILE_BYTES_MAX',
  'ALBUM_PHOTOS_MAX',
  'CAPTION_CHARS_MAX',
  'PAGE_MESSAGES_MAX',
  'INVITE_TEXT_CHARS_MAX',
  'EMOJI_CHARS_MAX',
  'GROUP_TITLE_CHARS_MAX',
  'REQUEST_TEXT_CHARS_MAX',
  'PASSPHRASE_CHARS_MAX',
  'WORDS_CHARS_MAX',
  'RESCUE_WORD_CHARS_MAX',
];

test('what both sides of the bridge call by one name is one number', () => {
  const page = new Map(Object.entries(limits));
  const both = Object.entries(contract).filter(([name]) => page.has(name));
  expect(both.map(([name]) => name)).toEqual(expect.arrayContaining(SHARED));
  for (const [name, value] of both) expect(page.get(name), name).toBe(value);
});

test('a page of messages fits through the bridge', () => {
  expect(limits.PAGE_MESSAGES).toBeLessThanOrEqual(contract.PAGE_MESSAGES_MAX);
});
