import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat } from '../bytes.ts';
import { CHANNEL_BODY_BYTES_MAX, PIECE_BYTES_WIDE } from '../constants.ts';
import type { Content } from './channel.ts';
import { ContentQueue } from './send-queue.ts';

const anyContent = fc.record({
  isPiece: fc.boolean(),
  bytes: fc.integer({ min: 0, max: 4_000 }),
});
/** Taken in between, and how wide the way is then. */
const anyTakes = fc.array(fc.record({ count: fc.nat(3), isWide: fc.boolean() }), { maxLength: 40 });

test('every byte leaves once and in order, whole packets stay whole, and no packet of pieces is too long', () => {
  fc.assert(
    fc.property(fc.array(anyContent, { maxLength: 40 }), anyTakes, (contents, takes) => {
      const queue = new ContentQueue();
      const [given, taken]: [Content[], Content[]] = [[], []];
      const take = (isWide: boolean) => {
        queue.pieceBytesMax = isWide ? PIECE_BYTES_WIDE : CHANNEL_BODY_BYTES_MAX;
        const content = queue.take();
        if (content === undefined) return false;
        if (content.isPiece) expect(content.body.length).toBeLessThanOrEqual(queue.pieceBytesMax);
        taken.push(content);
        return true;
      };
      contents.forEach(({ isPiece, bytes }, index) => {
        const body = new Uint8Array(bytes).map((_, at) => index + at);
        given.push({ json: {}, body, end: false, isPiece });
        queue.add(given[index] ?? expect.fail());
        for (let count = takes[index]?.count ?? 0; count > 0; count--) take(takes[index]?.isWide ?? false);
      });
      while (take(true));
      expect(queue.packets).toBe(0);
      expect(withoutCuts(taken)).toEqual(withoutCuts(given));
    }),
  );
});

/** Neighbouring pieces as one. */
function withoutCuts(contents: readonly Content[]): readonly { isPiece: boolean; bytes: string }[] {
  const whole: { isPiece: boolean; bodies: Uint8Array[] }[] = [];
  for (const { isPiece = false, body } of contents) {
    const last = whole.at(-1);
    if (isPiece && last?.isPiece) last.bodies.push(body);
    else whole.push({ isPiece, bodies: [body] });
  }
  return whole.map(({ isPiece, bodies }) => ({ isPiece, bytes: concat(...bodies).join() }));
}

test('small pieces fill a packet, and the last one carries the end', () => {
  const queue = new ContentQueue();
  for (let count = 0; count < 30; count++)
    queue.add({ json: {}, body: new Uint8Array(100), end: count === 29, isPiece: true });
  const sizes = [queue.take(), queue.take(), queue.take()].map((taken) => [taken?.body.length, taken?.end]);
  expect(sizes).toEqual([
    [CHANNEL_BODY_BYTES_MAX, false],
    [CHANNEL_BODY_BYTES_MAX, false],
    [3_000 - 2 * CHANNEL_BODY_BYTES_MAX, true],
  ]);
  expect(queue.take()).toBeUndefined();
});
