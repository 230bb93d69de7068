import { expect, test } from 'vitest';
import type { ConversationView } from '../bridge/contract.ts';
import { gatherConversations } from './conversation-changes.ts';

/** Of a view only its id and one thing that changes matter here. */
const view = (id: string, unreadCount = 0) => ({ id, unreadCount }) as ConversationView;

function scene() {
  const told: ConversationView[][] = [];
  const due: (() => void)[] = [];
  const changes = gatherConversations(
    (conversations) => told.push(conversations),
    (work) => due.push(work),
  );
  return { told, due, changes };
}

test('what changes in one go is told at its end, all at once, each as it is then', () => {
  const { told, due, changes } = scene();
  changes.note(view('a'));
  changes.note(view('b'));
  changes.note(view('a', 2));
  expect([told.length, due.length]).toEqual([0, 1]);
  due[0]?.();
  expect(told).toEqual([[view('a', 2), view('b')]]);
  changes.note(view('c'));
  due[1]?.();
  expect(told[1]).toEqual([view('c')]);
});

test('what was told early is not told again', () => {
  const { told, due, changes } = scene();
  changes.note(view('a'));
  changes.flush();
  due[0]?.();
  changes.flush();
  expect(told).toEqual([[view('a')]]);
});
