import { expect, test } from 'vitest';
import { plainBytes, soleBytes } from './plain-bytes.ts';

test('a view is copied before it is sent, so that what lies around it stays here', () => {
  const large = new Uint8Array(1_000).fill(7);
  const view = large.subarray(10, 20);
  const sole = soleBytes(view);
  expect(sole.buffer.byteLength).toBe(10);
  expect(sole).toEqual(view);
  expect(soleBytes(large)).toEqual(large);
  expect(soleBytes(large).buffer).toBe(large.buffer); // nothing to copy
});

test('a Buffer becomes a plain array over the same memory, shared memory a copy', () => {
  const buffer = Buffer.from('hello');
  const plain = plainBytes(buffer);
  expect(Buffer.isBuffer(plain)).toBe(false);
  expect(plain.buffer).toBe(buffer.buffer);
  const shared = new Uint8Array(new SharedArrayBuffer(4)).fill(3);
  expect(plainBytes(shared).buffer).toBeInstanceOf(ArrayBuffer);
  expect(plainBytes(shared)).toEqual(new Uint8Array(4).fill(3));
});
