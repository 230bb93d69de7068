import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAME_BYTES_MAX } from '../limits.ts';
import { encodeFrame, type Frame, FrameReader } from './frames.ts';

const anyFrame: fc.Arbitrary<Frame> = fc
  .record({ t: fc.string(), x: fc.jsonValue(), body: fc.uint8Array({ maxLength: 3_000 }) })
  .map(({ t, x, body }) => ({ t, json: JSON.parse(JSON.stringify({ t, x })), body }));

const encode = (frame: Frame) => encodeFrame(frame.json, frame.body);

/** Cuts bytes at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.slice(sorted[index], end));
}

describe('frames', () => {
  test('vector: length, packet with its head, body', () => {
    const bytes = encodeFrame({ t: 'done', blob: 'ab' }, Uint8Array.of(1, 2, 3));
    expect(Buffer.from(bytes).toString('hex')).toBe(
      `0000001d0018${Buffer.from('{"t":"done","blob":"ab"}').toString('hex')}010203`,
    );
  });

  test('come out of the stream as they went in, however it was cut', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 20 }), (frames, places) => {
        const reader = new FrameReader();
        const stream = new Uint8Array(Buffer.concat(frames.map(encode)));
        const read = cut(stream, places).flatMap((piece) => {
          const pushed = reader.push(piece);
          return pushed.ok ? pushed.value : [];
        });
        expect(read).toEqual(frames);
        expect(reader.isMidFrame).toBe(false);
      }),
    );
  });

  test('no stream makes the reader throw, and after a bad frame it reads no more', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (pieces) => {
        const reader = new FrameReader();
        let isBroken = false;
        for (const piece of pieces) {
          const { ok } = reader.push(piece);
          if (isBroken) expect(ok).toBe(false);
          isBroken ||= !ok;
        }
      }),
    );
  });

  test.each([
    ['one byte too long', Uint8Array.of(0, 0x11, 0, 1)],
    ['without a head', Uint8Array.of(0, 0, 0, 2, 0, 0)],
    ['with a head that is no object', encodeRaw('[1]')],
    ['without a name', encodeRaw('{"x":1}')],
    ['with a number for a name', encodeRaw('{"t":1}')],
    ['with a name from a prototype', encodeRaw('{"__proto__":{"t":"have"}}')],
  ])('%s are refused', (_what, bytes) => {
    expect(FRAME_BYTES_MAX).toBe(0x110000);
    expect(new FrameReader().push(bytes)).toEqual({ ok: false, error: 'bad frame' });
  });

  test('a long frame lies alone in its memory, whatever came around it', () => {
    const reader = new FrameReader();
    const long = { t: 'chunk', json: { t: 'chunk' }, body: new Uint8Array(20_000).fill(7) };
    const small = { t: 'done', json: { t: 'done' }, body: new Uint8Array(0) };
    const stream = new Uint8Array(Buffer.concat([small, long, long, small].map(encode)));
    const read = cut(stream, [1_000, 15_000, 21_000, 30_000]).flatMap((piece) => {
      const pushed = reader.push(piece);
      return pushed.ok ? pushed.value : [];
    });
    expect(read).toEqual([small, long, long, small]);
    for (const { body } of read.slice(1, 3)) expect(body.buffer.byteLength - body.length).toBeLessThan(100);
    expect(read[1]?.body.buffer).not.toBe(read[2]?.body.buffer);
  });

  test('who sent a long frame gets as much memory at once for the next, and no more', () => {
    const reader = new FrameReader();
    const held = () =>
      Math.max(...Object.values(reader).map((value) => (value instanceof Uint8Array ? value.length : 0)));
    reader.push(encodeFrame({ t: 'chunk' }, new Uint8Array(20_000)));
    reader.push(Uint8Array.of(0, 0x10, 0, 0, ...new Uint8Array(5_000)));
    expect(held()).toBeGreaterThan(20_000);
    expect(held()).toBeLessThan(20_100);
  });

  test('an announced length reserves no memory', () => {
    const reader = new FrameReader();
    reader.push(Uint8Array.of(0, 0x10, 0, 0));
    expect(
      JSON.stringify(Object.values(reader).map((value) => (value instanceof Uint8Array ? value.length : 0))),
    ).toContain('4096');
  });
});

function encodeRaw(head: string): Uint8Array {
  const json = Buffer.from(head);
  const bytes = Buffer.alloc(6 + json.length);
  bytes.writeUInt32BE(2 + json.length, 0);
  bytes.writeUInt16BE(json.length, 4);
  json.copy(bytes, 6);
  return bytes;
}
