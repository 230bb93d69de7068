import { expect, test } from 'vitest';
import { problemOf } from './camera.ts';

test.each([
  ['NotFoundError', 'scan.missing'],
  ['NotAllowedError', 'scan.refused'],
  ['SecurityError', 'scan.refused'],
  ['NotReadableError', 'scan.busy'],
  ['', 'scan.refused'],
])('a camera that fails with %j is told as %s', (name, key) => {
  expect(problemOf(name)).toBe(key);
});
