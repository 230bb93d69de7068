import { expect, test } from 'vitest';
import { toHex } from '../bytes.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createCipherSet1a } from './cs1a.ts';

const cipherSet = createCipherSet1a(createNodeCrypto());
const ivsFrom = (...first: number[]) => cipherSet.createIvs(() => Uint8Array.from(first));

test('IVs count up little-endian, around the end', () => {
  const nextIv = ivsFrom(0xfe, 0xff, 0xff, 0xff);
  expect([nextIv(), nextIv(), nextIv()].map((iv) => toHex(iv ?? new Uint8Array(0)))).toEqual([
    'ffffffff',
    '00000000',
    '01000000',
  ]);
});

test('the random bytes that they begin with are left as they are', () => {
  const random = new Uint8Array(4);
  cipherSet.createIvs(() => random)();
  expect(toHex(random)).toBe('00000000');
});

test('no key stream is used twice: they end before one lies within a packet of another', () => {
  // The block that an IV begins at, as AES-CTR counts: big-endian. A datagram is at most 77 blocks.
  const blockOf = (iv: Uint8Array) => Buffer.from(iv).readUInt32BE();
  const nextIv = ivsFrom(0x12, 0x34, 0x56, 0x78);
  const blocks = new Uint32Array(2 ** 24);
  let count = 0;
  for (let iv = nextIv(); iv !== undefined; iv = nextIv()) blocks[count++] = blockOf(iv);
  expect(count).toBe(blocks.length);
  expect(nextIv()).toBeUndefined();
  blocks.sort();
  let leastGap = 2 ** 32 + (blocks[0] ?? 0) - (blocks.at(-1) ?? 0);
  for (let at = 1; at < count; at++) leastGap = Math.min(leastGap, (blocks[at] ?? 0) - (blocks[at - 1] ?? 0));
  expect(leastGap).toBeGreaterThanOrEqual(255);
});
