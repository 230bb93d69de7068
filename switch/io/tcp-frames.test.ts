import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATAGRAM_BYTES_ACCEPTED_MAX } from '../constants.ts';
import { encodeFrame, FrameReader } from './tcp-frames.ts';

test('a frame is the length, big-endian, and the packet', () => {
  expect(encodeFrame(Uint8Array.of(7, 8, 9))).toEqual(Uint8Array.of(0, 3, 7, 8, 9));
  expect(encodeFrame(new Uint8Array(300)).subarray(0, 2)).toEqual(Uint8Array.of(1, 44));
});

test('packets come out as they went in, however the stream is cut', () => {
  const packet = fc.uint8Array({ minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(
      fc.array(packet, { maxLength: 8 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 600 })),
      (packets, cuts) => {
        const stream = Uint8Array.from(packets.flatMap((each) => [...encodeFrame(each)]));
        const reader = new FrameReader();
        const read: Uint8Array[] = [];
        for (let at = 0; at < stream.length; ) {
          const end = at + (cuts.next().value ?? 1);
          read.push(...(reader.read(stream.subarray(at, end)) ?? []));
          at = end;
        }
        expect(read).toEqual(packets);
      },
    ),
  );
});

test('a packet of no bytes, or of more than we look at, ends the stream', () => {
  expect(new FrameReader().read(Uint8Array.of(0, 0))).toBeUndefined();
  const tooLong = DATAGRAM_BYTES_ACCEPTED_MAX + 1;
  expect(new FrameReader().read(Uint8Array.of(tooLong >> 8, tooLong & 0xff))).toBeUndefined();
  expect(new FrameReader().read(Uint8Array.of((tooLong - 1) >> 8, (tooLong - 1) & 0xff))).toEqual([]);
});
