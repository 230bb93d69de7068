import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Path } from '../../../switch/index.ts';
import { cutName, decodeInvite, encodeInvite, type Invite } from './invites.ts';
import vectors from './invites-vectors.json' with { type: 'json' };

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

const anyPath: fc.Arbitrary<Path> = fc.oneof(
  fc.record({ type: fc.constant('ipv4' as const), ip: fc.ipV4(), port: fc.integer({ min: 1, max: 65_535 }) }),
  fc.record({
    type: fc.constant('ipv6' as const),
    ip: fc.constantFrom('2001:db8::1', 'fe80::1', '::1', 'fd00::a:b'),
    port: fc.integer({ min: 1, max: 65_535 }),
  }),
);
const anyModulus = fc.uint8Array({ minLength: 256, maxLength: 256 }).map((bytes) => {
  const modulus = bytes.slice();
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  return modulus;
});
const anyInvite: fc.Arbitrary<Invite> = fc.record({
  modulus: anyModulus,
  name: fc
    .string({ unit: 'grapheme', maxLength: 10 })
    .filter((name) => cutName(name).length === Buffer.byteLength(name)),
  paths: fc.array(anyPath, { maxLength: 3 }),
  secret: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  expiresAtS: fc.integer({ min: 0, max: 0xffff_ffff }),
  seeds: fc.array(fc.record({ modulus: anyModulus, path: anyPath }), { maxLength: 4 }),
});

describe('invite bytes', () => {
  test.each(vectors.map((vector) => [vector.what, vector] as const))('vector: %s', (_what, vector) => {
    const invite = {
      modulus: hex(vector.modulus),
      name: vector.name,
      paths: vector.paths as Path[],
      secret: hex(vector.secret),
      expiresAtS: vector.expiresAtS,
      seeds: vector.seeds.map((seed) => ({ modulus: hex(seed.modulus), path: seed.path as Path })),
    };
    expect(Buffer.from(encodeInvite(invite)).toString('hex')).toBe(vector.bytes);
    expect(decodeInvite(hex(vector.bytes))).toEqual({ ok: true, value: { ...invite, name: vector.decodedName } });
  });

  test('what was encoded is decoded, whatever follows', () => {
    fc.assert(
      fc.property(anyInvite, fc.uint8Array({ maxLength: 50 }), (invite, tail) => {
        const decoded = decodeInvite(new Uint8Array([...encodeInvite(invite), ...tail]));
        expect(decoded).toEqual({ ok: true, value: invite });
      }),
    );
  });

  test('cut anywhere it is truncated, never something else', () => {
    fc.assert(
      fc.property(anyInvite, fc.nat(), (invite, at) => {
        const bytes = encodeInvite(invite);
        expect(decodeInvite(bytes.subarray(0, at % bytes.length))).toEqual({ ok: false, error: 'truncated' });
      }),
    );
  });

  test('with one bit turned it is never read as an invite', () => {
    fc.assert(
      fc.property(anyInvite, fc.nat(), (invite, at) => {
        const bytes = encodeInvite(invite);
        const bit = at % (8 * bytes.length);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(decodeInvite(bytes).ok).toBe(false);
      }),
    );
  });

  test('of another version only a right checksum at the end tells newer from mangled', () => {
    const content = Buffer.concat([Uint8Array.of(2), Buffer.from('what we can not know')]);
    const sum = createHash('sha256').update('hashline/invite/1\n').update(content).digest().subarray(0, 4);
    expect(decodeInvite(Buffer.concat([content, sum]))).toEqual({ ok: false, error: 'newer-version' });
    expect(decodeInvite(content)).toEqual({ ok: false, error: 'mangled' });
  });

  test('no bytes make the decoder throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void decodeInvite(bytes)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void decodeInvite(Uint8Array.of(1, 0, ...bytes))),
    );
  });
});

describe('cutName', () => {
  test('cuts between characters, at most 40 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const cut = cutName(name);
        expect(cut.length).toBeLessThanOrEqual(40);
        expect(name.startsWith(Buffer.from(cut).toString())).toBe(true);
      }),
    );
    expect(Buffer.from(cutName('ü'.repeat(30))).toString()).toBe('ü'.repeat(20));
  });
});
