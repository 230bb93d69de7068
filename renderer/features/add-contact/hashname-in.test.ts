import { expect, test } from 'vitest';
import { hashnameIn } from './hashname-in.ts';

const HASHNAME = '2dbf1ce81180d9ed9258e3e8729ba642c8ab2a31268d31cd2c7ffe8693e3a02e';

test.each([
  HASHNAME,
  ` ${HASHNAME.toUpperCase()}\n`,
  HASHNAME.replace(/(.{8})/g, '$1 '),
  HASHNAME.replace(/(.{4})(?=.)/g, '$1-'),
])('%j is a hashname', (text) => {
  expect(hashnameIn(text)).toBe(HASHNAME);
});

test.each(['', HASHNAME.slice(1), `${HASHNAME}0`, HASHNAME.replace('2', 'g'), `hashline:${HASHNAME}`])(
  '%j is none',
  (text) => {
    expect(hashnameIn(text)).toBeUndefined();
  },
);
