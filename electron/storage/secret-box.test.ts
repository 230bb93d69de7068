import { describe, expect, test } from 'vitest';
import { lockBox, openBox, systemKeyDerivation } from './secret-box.ts';

const cheap = { ...systemKeyDerivation, cost: { logN: 4, r: 1, p: 1 } };
const random = (length: number) => new Uint8Array(length).fill(7);
const secret = new TextEncoder().encode('correct horse');
const bytes = new TextEncoder().encode('what is locked');
const PURPOSE = 'hashline/test/1\n';

/** WIRE.md "Box": cost 4, 1, 1; salt and nonce of sevens. */
const VECTOR =
  '04010107070707070707070707070707070707070707070707070707070707b788baf27cc528ec7a4ccdce67b9d8068a0a8634a00bcc2acba96d8d8e7a';

describe('a box', () => {
  test('has these bytes, and opens', async () => {
    const box = await lockBox({ derivation: cheap, random }, PURPOSE, secret, bytes);
    expect(Buffer.from(box).toString('hex')).toBe(VECTOR);
    expect(await openBox(systemKeyDerivation, PURPOSE, secret, box)).toEqual(bytes);
  });

  test('leaves no key behind in memory', async () => {
    const keys: Uint8Array[] = [];
    const derivation: typeof cheap = {
      ...cheap,
      derive: async (...given) => {
        const key = await cheap.derive(...given);
        keys.push(key);
        return key;
      },
    };
    const box = await lockBox({ derivation, random }, PURPOSE, secret, bytes);
    expect(await openBox(derivation, PURPOSE, secret, box)).toEqual(bytes);
    await openBox(derivation, PURPOSE, new Uint8Array(3), box);
    expect(keys).toEqual([new Uint8Array(32), new Uint8Array(32), new Uint8Array(32)]);
  });

  test('does not open by another secret, for another purpose, or with any bit changed', async () => {
    const box = new Uint8Array(Buffer.from(VECTOR, 'hex'));
    expect(await openBox(cheap, PURPOSE, new Uint8Array(3), box)).toBeUndefined();
    expect(await openBox(cheap, 'hashline/other/1\n', secret, box)).toBeUndefined();
    for (let at = 1; at < box.length; at++) {
      const changed = box.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await openBox(cheap, PURPOSE, secret, changed)).toBeUndefined();
    }
  });

  test.each([
    ['nothing', ''],
    ['one that is cut', VECTOR.slice(0, 80)],
    ['one that asks for more memory than there is', `1f08${VECTOR.slice(4)}`],
    ['one that asks for no rounds', `0008${VECTOR.slice(4)}`],
    ['one that asks for time without end', `0401ff${VECTOR.slice(6)}`],
  ])('that is %s is none', async (_name, hex) => {
    expect(await openBox(cheap, PURPOSE, secret, new Uint8Array(Buffer.from(hex, 'hex')))).toBeUndefined();
  });
});
