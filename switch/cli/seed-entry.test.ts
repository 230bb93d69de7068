import { expect, test } from 'vitest';
import type { JsonObject, PublicIdentity } from '../index.ts';
import { generateIdentity } from '../io/node-identity.ts';
import { readSeeds, writeSeed } from './seed-entry.ts';

const { secrets: _, ...identity } = await generateIdentity();
const PATHS = [
  { type: 'ipv4', ip: '192.0.2.1', port: 42424 },
  { type: 'ipv6', ip: '2001:db8::1', port: 42424 },
] as const;

test('an entry reads back as what it was written from', () => {
  expect(readSeeds(writeSeed(identity, PATHS))).toEqual([{ identity, paths: PATHS }]);
});

test('one entry may come without its hashname', () => {
  const [entry] = Object.values(writeSeed(identity, PATHS));
  expect(readSeeds(entry)).toEqual([{ identity, paths: PATHS }]);
});

test('a key that is not that of its part is refused', () => {
  const entry = { parts: identity.parts, keys: { '2a': Buffer.from('another').toString('base64') } };
  expect(() => readSeeds(entry)).toThrow('seed refused');
});

test('what is no entry is refused', () => {
  for (const json of [undefined, null, 'text', [], { parts: {} }, { parts: { '2a': 1 } }, { a: 1 }]) {
    expect(() => readSeeds(json)).toThrow();
  }
});

function entryOf({ parts, keys }: PublicIdentity): JsonObject {
  const base64 = Object.entries(keys).map(([csid, key]) => [csid, Buffer.from(key).toString('base64')]);
  return { parts, keys: Object.fromEntries(base64) };
}

test('paths that this switch cannot use are passed over', () => {
  const paths = [
    { type: 'webrtc', id: 'x' },
    { type: 'ipv4', ip: 'example.org', port: 1 },
    { type: 'ipv4', ip: '192.0.2.1', port: 0 },
    { type: 'ipv6', ip: '192.0.2.1', port: 1 },
    null,
    PATHS[0],
  ];
  expect(readSeeds({ ...entryOf(identity), paths })[0]?.paths).toEqual([PATHS[0]]);
});
