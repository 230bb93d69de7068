import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveryView, MessageView } from '../../../electron/bridge/contract.ts';
import { dayKeyOf } from '../../days.ts';
import { makeMessage, messageId } from '../../testing/make-message.ts';
import { type ChatRow, chatRows, type MessageRow } from './chat-rows.ts';

const HOUR_MS = 60 * 60_000;
const anyDelivery = fc.constantFrom<DeliveryView>({ name: 'waiting' }, { name: 'arrived' }, { name: 'seen' });
const anyChat = fc
  .array(
    fc.record({
      isMine: fc.boolean(),
      gapMs: fc.integer({ min: 0, max: 20 * HOUR_MS }),
      isLate: fc.boolean(),
      delivery: anyDelivery,
    }),
  )
  .map((drafts) => {
    let atMs = new Date(2026, 10, 1).getTime();
    return drafts.map(({ isMine, gapMs, isLate, delivery }, index): MessageView => {
      atMs += gapMs;
      const told: DeliveryView = isMine ? delivery : { name: 'received' };
      return makeMessage(index + 1, { isMine, isLate: isLate && !isMine, atMs, delivery: told });
    });
  });

const messageRows = (rows: readonly ChatRow[]): MessageRow[] => rows.filter((row) => row.kind === 'message');
const own = (n: number, name: 'waiting' | 'arrived' | 'seen'): MessageView =>
  makeMessage(n, { isMine: true, delivery: { name } });

describe('rows of a chat', () => {
  test('hold every message once, in order, between a top and an end, with no key twice', () => {
    fc.assert(
      fc.property(anyChat, fc.nat(40), (messages, mark) => {
        const rows = chatRows(messages, messageId(mark));
        expect(messageRows(rows).map(({ message }) => message)).toEqual(messages);
        expect([rows[0]?.kind, rows.at(-1)?.kind]).toEqual(['top', 'end']);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });

  test('have a day divider exactly where the day changes', () => {
    fc.assert(
      fc.property(anyChat, (messages) => {
        const changes = messages.filter(({ atMs }, index) => {
          const previous = messages[index - 1];
          return previous === undefined || dayKeyOf(previous.atMs) !== dayKeyOf(atMs);
        });
        const days = chatRows(messages, null).filter((row) => row.kind === 'day');
        expect(days.map(({ atMs }) => atMs)).toEqual(changes.map(({ atMs }) => atMs));
      }),
    );
  });

  test('a group is of one person, without anything in between, and each has one first and one last', () => {
    fc.assert(
      fc.property(anyChat, (messages) => {
        const rows = chatRows(messages, null);
        for (const [index, row] of rows.entries()) {
          if (row.kind !== 'message') continue;
          const next = rows[index + 1];
          const goesOn = next?.kind === 'message' && !next.startsGroup;
          expect(row.endsGroup).toBe(!goesOn);
          if (goesOn) expect(next.message.isMine).toBe(row.message.isMine);
        }
      }),
    );
  });

  test('the newest own message always says its state; others’ messages never do', () => {
    fc.assert(
      fc.property(anyChat, (messages) => {
        const rows = messageRows(chatRows(messages, null));
        const newestOwn = rows.filter(({ message }) => message.isMine).at(-1);
        expect(newestOwn?.showsState ?? true).toBe(true);
        expect(rows.some(({ message, showsState }) => showsState && !message.isMine)).toBe(false);
      }),
    );
  });

  test('a state is said where it ends, and speaks for all above it', () => {
    const messages = [own(1, 'seen'), own(2, 'seen'), own(3, 'arrived'), own(4, 'waiting'), own(5, 'waiting')];
    const shown = messageRows(chatRows(messages, null)).filter(({ showsState }) => showsState);
    expect(shown.map(({ message }) => message.t)).toEqual([2, 3, 5]);
  });

  test('the unread divider stands before the marked message and counts what others wrote since', () => {
    const rows = chatRows([makeMessage(1), makeMessage(2), own(3, 'seen'), makeMessage(4)], messageId(2));
    const index = rows.findIndex(({ kind }) => kind === 'unread');
    expect(rows[index]).toMatchObject({ count: 2 });
    expect(rows[index + 1]?.key).toBe(messageId(2));
  });

  test('what arrived late says so once, and a note about the group never does', () => {
    const late = (n: number) => makeMessage(n, { isLate: true });
    const note = (n: number) =>
      makeMessage(n, { isLate: true, content: { kind: 'group', note: { what: 'joined', by: 'Tom' } } });
    const lateBefore = (messages: readonly MessageView[]) =>
      chatRows(messages, null).flatMap((row, index, rows) => (row.kind === 'late' ? [rows[index + 1]?.key] : []));
    expect(lateBefore([makeMessage(1), note(2), note(3), makeMessage(4)])).toEqual([]);
    expect(lateBefore([note(1), late(2), note(3), late(4), makeMessage(5), late(6)])).toEqual([
      messageId(2),
      messageId(6),
    ]);
  });
});
