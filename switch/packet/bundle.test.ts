import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat } from '../bytes.ts';
import { BUNDLED_PACKETS_MAX } from '../constants.ts';
import { BUNDLE_HEAD_BYTES, isBundle, readBundle, writeBundleHead } from './bundle.ts';
import { encodeJsonPacket } from './packet.ts';

function bundleOf(packets: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(BUNDLE_HEAD_BYTES);
  writeBundleHead(head);
  return concat(head, ...packets.flatMap((packet) => [Uint8Array.of(packet.length >> 8, packet.length & 255), packet]));
}

const anyPacket = fc.uint8Array({ maxLength: 300 });

test('gives back the packets that were put in, and no single packet passes for a bundle', () => {
  fc.assert(
    fc.property(fc.array(anyPacket, { maxLength: 20 }), fc.nat(), (packets, c) => {
      const bundle = bundleOf(packets);
      expect(isBundle(bundle)).toBe(true);
      expect(readBundle(bundle)).toEqual(packets);
      expect(isBundle(encodeJsonPacket({ c }))).toBe(false);
    }),
  );
});

test('what is cut short loses its last packets only, and nothing makes it throw', () => {
  fc.assert(
    fc.property(fc.array(anyPacket, { maxLength: 20 }), fc.nat(), (packets, cut) => {
      const read = readBundle(bundleOf(packets).subarray(0, BUNDLE_HEAD_BYTES + cut));
      expect(read).toEqual(packets.slice(0, read.length));
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => void readBundle(bytes)));
});

test('more packets than the bound are not read', () => {
  const packets = Array.from({ length: BUNDLED_PACKETS_MAX + 1 }, () => new Uint8Array(0));
  expect(readBundle(bundleOf(packets))).toHaveLength(BUNDLED_PACKETS_MAX);
});
