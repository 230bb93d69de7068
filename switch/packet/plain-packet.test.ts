import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, utf8Encode } from '../bytes.ts';
import { readChannelHead } from './channel-head.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { decodePacket, encodeJsonPacket } from './packet.ts';
import { readPlainPacket } from './plain-packet.ts';

/** As any other packet is read. */
function readSlowly(bytes: Uint8Array) {
  const packet = decodePacket(bytes);
  if (!packet.ok || packet.value.head.kind !== 'json' || !isJsonObject(packet.value.head.json as JsonObject))
    return undefined;
  const head = readChannelHead(packet.value.head.json as JsonObject);
  return head && { head, body: packet.value.body };
}

const anyNumber = fc.oneof(fc.nat(), fc.integer({ min: 0, max: 2 ** 33 }), fc.constantFrom(0, 1, 2 ** 32 - 1));

test('reads what holds only numbers as it is read the long way', () => {
  const anyHead = fc.record({ c: anyNumber, seq: anyNumber, ack: anyNumber }, { requiredKeys: ['c'] });
  fc.assert(
    fc.property(anyHead, fc.uint8Array({ maxLength: 20 }), (head, body) => {
      const bytes = encodeJsonPacket(head, body);
      const plain = readPlainPacket(bytes);
      const isValid = Object.values(head).every((value) => value < 2 ** 32) && head.c > 0;
      expect(plain !== undefined).toBe(isValid);
      if (plain !== undefined) expect(plain).toEqual(readSlowly(bytes));
    }),
  );
});

test('whatever it takes of what was tampered with, it reads as the long way does', () => {
  const text = '{"c":12,"seq":3450,"ack":99}';
  const anyChar = fc.constantFrom(...'{}":,c0129-.e seqack\\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(text.length - 1), anyChar), { maxLength: 4 }), (changes) => {
      const chars = [...text];
      for (const [at, char] of changes) chars[at] = char;
      const head = utf8Encode(chars.join(''));
      const bytes = concat(Uint8Array.of(0, head.length), head);
      const plain = readPlainPacket(bytes);
      if (plain !== undefined) expect(plain).toEqual(readSlowly(bytes));
    }),
    { numRuns: 2_000 },
  );
});
