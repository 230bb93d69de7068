import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeMessage } from '../testing/make-message.ts';
import { comparePlaces } from './message-order.ts';
import { applyAnswer, applyChanged, EMPTY_PAGE, type MessagePage, trimToNewest } from './message-page.ts';

const anyMessage = fc
  .record({ n: fc.integer({ min: 1, max: 40 }), t: fc.integer({ min: 0, max: 6 }), late: fc.boolean() })
  .map(({ n, late }) => makeMessage(n, { t: n % 7, isLate: late }));
const anyMessages = fc.array(anyMessage, { maxLength: 30 });

const loaded = (messages: MessagePage['messages'], hasOlder = false): MessagePage =>
  applyAnswer(EMPTY_PAGE, { messages: [...messages].sort(comparePlaces), hasOlder });

describe('message page', () => {
  test('is always in order and holds each message once, whatever comes in whichever order', () => {
    fc.assert(
      fc.property(fc.array(anyMessages, { maxLength: 5 }), (batches) => {
        const page = batches.reduce((held, batch) => applyChanged(held, batch), EMPTY_PAGE);
        const ids = page.messages.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...page.messages].sort(comparePlaces)).toEqual(page.messages);
        expect(new Set(batches.flat().map(({ id }) => id))).toEqual(new Set(ids));
      }),
    );
  });

  test('the same news twice changes nothing', () => {
    fc.assert(
      fc.property(anyMessages, anyMessages, (held, batch) => {
        const once = applyChanged(loaded(held), batch);
        expect(applyChanged(once, batch)).toEqual(once);
      }),
    );
  });

  test('the newest state of a message wins', () => {
    const page = applyChanged(loaded([makeMessage(1, { isMine: true, delivery: { name: 'waiting' } })]), [
      makeMessage(1, { isMine: true, delivery: { name: 'seen' } }),
    ]);
    expect(page.messages[0]?.delivery.name).toBe('seen');
  });

  test('an answer that was on its way does not undo what an event told meanwhile', () => {
    const seen = makeMessage(2, { isMine: true, delivery: { name: 'seen' } });
    const waiting = makeMessage(2, { isMine: true, delivery: { name: 'waiting' } });
    const page = applyAnswer(applyChanged(EMPTY_PAGE, [seen]), { messages: [makeMessage(1), waiting], hasOlder: true });
    expect(page.messages.map(({ delivery }) => delivery.name)).toEqual(['received', 'seen']);
  });

  test('never has a gap: what lies before the loaded stretch stays out until it is loaded', () => {
    const news = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), news, (start, changed) => {
        const all = Array.from({ length: 60 }, (_, index) => makeMessage(index + 1));
        const page = applyChanged(
          loaded(all.slice(start - 1), true),
          changed.map((n) => makeMessage(n, { isLate: true })),
        );
        expect(page.messages[0]?.t).toBe(start);
        expect(page.messages).toHaveLength(61 - start);
      }),
    );
  });

  test('is trimmed to its newest part and says that there is more', () => {
    const page = trimToNewest(loaded([1, 2, 3, 4].map((n) => makeMessage(n))), 2);
    expect(page.messages.map(({ t }) => t)).toEqual([3, 4]);
    expect(page.hasOlder).toBe(true);
  });
});
