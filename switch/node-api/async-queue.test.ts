import { expect, test } from 'vitest';
import { AsyncQueue } from './async-queue.ts';
import { EVENTS_WAITING_MAX } from './limits.ts';
import { TypedEvents } from './typed-events.ts';

test('items come in order, to whoever waited first', async () => {
  const queue = new AsyncQueue<number>();
  const [first, second] = [queue.next(), queue.next()];
  for (const item of [1, 2, 3]) queue.add(item);
  expect([await first, await second, await queue.next()]).toEqual([1, 2, 3]);
});

test('what is there is given before the end, and the end to all who wait', async () => {
  const queue = new AsyncQueue<number>();
  queue.add(1);
  queue.end();
  queue.add(2);
  expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([1, undefined, undefined]);
  const other = new AsyncQueue<number>();
  const waiting = [other.next(), other.next()];
  other.end(new Error('over'));
  await expect(waiting[0]).rejects.toThrow('over');
  await expect(waiting[1]).rejects.toThrow('over');
});

test('who gives up takes nothing with them', async () => {
  const queue = new AsyncQueue<number>();
  const stop = new AbortController();
  const given = queue.next({ signal: stop.signal });
  const late = queue.next({ timeoutMs: 1 });
  stop.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  await expect(late).rejects.toMatchObject({ code: 'timeout' });
  const next = queue.next();
  queue.add(7);
  expect(await next).toBe(7);
});

test('of events that nobody takes only the newest stay', async () => {
  class Source extends TypedEvents {
    tell(n: number): void {
      this.emit('status', { peer: n } as never); // only counted here
    }
  }
  const source = new Source();
  const events = source.events('status');
  for (let n = 0; n < EVENTS_WAITING_MAX + 3; n++) source.tell(n);
  expect((await events.next()).value).toEqual({ peer: 3 });
  await events.return();
  source.tell(9); // nobody listens any more
});
