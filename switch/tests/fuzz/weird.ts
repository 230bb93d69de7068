import fc from 'fast-check';
import type { JsonValue } from '../../index.ts';

const DEEP = 3_000;

/** Values that somebody forgot: the ends of numbers, what JavaScript takes for something else, lists too long and too deep. */
export const weirdValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    true,
    false,
    '',
    '0',
    ' ',
    '\u0000',
    '__proto__',
    'constructor',
    'NaN',
    [],
    {},
    [[]],
    [null],
    { toString: 1, valueOf: 1 },
  ),
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    2,
    0.5,
    -1.5,
    255,
    256,
    65_535,
    65_536,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    1e308,
  ),
  fc.integer(),
  fc.string({ maxLength: 20 }),
  fc.constant('x'.repeat(4_000)),
  fc.array(fc.nat(2_000), { maxLength: 200 }),
  fc.array(fc.constantFrom<JsonValue>(0, null, '', {}, [], 'a'.repeat(64)), { maxLength: 40 }),
  fc.constant(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]))),
);

/** JSON text that JSON.stringify would not write. */
const WEIRD_TEXTS = [
  '{"c":1e400}',
  '{"__proto__":{"c":1,"type":"_chat","seq":0}}',
  '{"c":1,"c":3,"type":"_chat","type":"path","seq":0}',
  '{"constructor":{"prototype":{"end":true}},"c":1}',
  `{"c":1,"type":"_now","_":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
  `{"c":1,"type":"_chat","seq":0,"_":${'{"_":'.repeat(DEEP / 5)}1${'}'.repeat(DEEP / 5)}}`,
  '{"c":1,"seq":0.0,"type":"_chat"}',
  '{"c":01}',
  '{"c":1,}',
  '\ufeff{"c":1}',
  '{"c":-0,"type":"seek","seek":"aa"}',
  `{"c":1,"type":"path","paths":[${'{"type":"ipv4","ip":"1.2.3.4","port":1},'.repeat(150)}{}]}`,
  '[]',
  'null',
  '"c"',
];
export const weirdText = fc.constantFrom(...WEIRD_TEXTS);
