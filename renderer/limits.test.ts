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
] as const;

test.each(SHARED)('%s is the same on both sides of the bridge', (name) => {
  expect(limits[name]).toBe(contract[name]);
});

test('a page of messages fits through the bridge', () => {
  expect(limits.PAGE_MESSAGES).toBeLessThanOrEqual(contract.PAGE_MESSAGES_MAX);
});
