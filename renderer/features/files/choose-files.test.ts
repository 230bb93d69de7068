import { expect, test } from 'vitest';
import { isMedia } from './choose-files.ts';

test.each([
  ['a.jpg', 'image/jpeg', true],
  ['IMG_1.HEIC', '', true],
  ['drawing.svg', 'image/svg+xml', false],
  ['letter.pdf', 'application/pdf', false],
  ['program.exe', 'application/x-msdownload', false],
  ['film.mp4', 'video/mp4', true],
  ['IMG_2.MOV', '', true],
  ['old.avi', 'video/x-msvideo', false],
  ['a folder', '', false],
])('%s (%s) goes into an album: %s', (name, type, expected) => {
  expect(isMedia({ name, type })).toBe(expected);
});
