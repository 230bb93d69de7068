import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex, utf8Encode } from '../bytes.ts';
import { JSON_DEPTH_MAX } from '../constants.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };
import { decodePacket, encodePacket, type Packet, type PacketHead } from './packet.ts';

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

const anyJson = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
const anyHead: fc.Arbitrary<PacketHead> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('byte' as const), byte: fc.nat(255) }),
  anyJson.map((json) => ({ kind: 'json' as const, json: JSON.parse(JSON.stringify(json)) as never })),
);
const anyPacket: fc.Arbitrary<Packet> = fc.record({ head: anyHead, body: fc.uint8Array({ maxLength: 1_400 }) });

describe('packet codec', () => {
  test('what we encode, we decode', () => {
    fc.assert(
      fc.property(anyPacket, (packet) => {
        const decoded = decodePacket(encodePacket(packet));
        expect(decoded).toEqual({ ok: true, value: packet });
      }),
    );
  });

  test('no bytes from the network can make the decoder throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_048 }), (bytes) => void decodePacket(bytes)));
  });

  test.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['lists with texts full of brackets', '["[[[[[[[[[[[[[[[[[[[[[[[[[[\\"[[[",', ']'],
  ])('%s lie in each other as deep as JSON_DEPTH_MAX, and no deeper', (_, open, close) => {
    const nested = (depth: number) => utf8Encode(`${open.repeat(depth)}0${close.repeat(depth)}`);
    const isRead = (head: Uint8Array) =>
      decodePacket(concat(Uint8Array.of(head.length >> 8, head.length & 0xff), head)).ok;
    expect(isRead(nested(JSON_DEPTH_MAX))).toBe(true);
    expect(isRead(nested(JSON_DEPTH_MAX + 1))).toBe(false);
    expect(isRead(nested(1_000))).toBe(false);
  });

  test('a truncated packet is refused, or is a shorter packet; never a longer one', () => {
    fc.assert(
      fc.property(anyPacket, fc.nat(), (packet, cut) => {
        const bytes = encodePacket(packet);
        const decoded = decodePacket(bytes.subarray(0, cut % bytes.length));
        if (decoded.ok) expect(decoded.value.body.length).toBeLessThan(packet.body.length);
      }),
    );
  });

  test.each(vectors.packets.encode)('the reference writes the same bytes: $checks', ({ head, json, body, bytes }) => {
    const packet: Packet = { head: headOf(head, json), body: bytesOf(body) };
    expect(toHex(encodePacket(packet))).toBe(bytes);
    expect(decodePacket(bytesOf(bytes))).toEqual({ ok: true, value: packet });
  });

  test.each(vectors.packets.decode)('the reference reads the same: $checks ($bytes)', ({ bytes, result, checks }) => {
    const decoded = decodePacket(bytesOf(bytes));
    if (result === null || checks.includes('invalid UTF-8')) {
      expect(decoded.ok).toBe(false); // DECISIONS.md no. 1: invalid UTF-8 is refused, which the vector allows
      return;
    }
    const packet: Packet = { head: headOf(result.head, result.json), body: bytesOf(result.body) };
    expect(decoded).toEqual({ ok: true, value: packet });
  });

  test.each(['"a"', '12', 'null', 'true'])('a bare %s is no HEAD', (text) => {
    const bytes = Uint8Array.from([0, text.length, ...Array.from(text, (character) => character.charCodeAt(0))]);
    expect(decodePacket(bytes)).toEqual({ ok: false, error: 'head-not-json' });
  });
});

function headOf(hex: string, json: unknown): PacketHead {
  const head = bytesOf(hex);
  if (head.length === 0) return { kind: 'none' };
  if (head.length === 1) return { kind: 'byte', byte: head[0] ?? -1 };
  return { kind: 'json', json: json as never };
}
