import type { ConversationId, ConversationView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectPinnedIds } from '../../store/conversations-slice.ts';
import { EMPTY_DRAFT } from '../../store/drafts-slice.ts';

const { getState } = useAppStore;

type RowProblem = Problem<'setPinned'> | Problem<'orderPins'> | Problem<'setMuted'> | Problem<'setArchived'>;

/** What to tell the person, for every way a change of a row can fail. Leave one out and this does not compile. */
const PROBLEM_KEYS = {
  'unknown-conversation': 'problem.conversationGone',
  'too-many-pins': 'row.tooManyPins',
  'bad-text': 'problem.ours',
  'disk-full': 'row.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<RowProblem, MessageKey>;

type RowAnswer = Promise<{ readonly ok: true } | { readonly ok: false; readonly error: RowProblem }>;

async function tellTrouble(asked: RowAnswer): Promise<boolean> {
  const answer = await asked;
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
  return answer.ok;
}

export async function setPinned(conversationId: ConversationId, isPinned: boolean): Promise<void> {
  await tellTrouble(bridge.setPinned({ conversationId, isPinned }));
}

/** `step`: so many places down among the pinned ones, or up if it is negative. */
export async function movePin(id: ConversationId, step: number): Promise<void> {
  const pinned = selectPinnedIds(getState());
  await orderPins(moved(pinned, id, pinned.indexOf(id) + step));
}

/** A pinned row was dropped on another one. */
export async function dropPin(id: ConversationId, onto: ConversationId): Promise<void> {
  const pinned = selectPinnedIds(getState());
  await orderPins(moved(pinned, id, pinned.indexOf(onto)));
}

async function orderPins(conversationIds: readonly ConversationId[]): Promise<void> {
  await tellTrouble(bridge.orderPins({ conversationIds: [...conversationIds] }));
}

/** The same list with one of it at another place. */
export function moved<T>(list: readonly T[], item: T, to: number): readonly T[] {
  const others = list.filter((held) => held !== item);
  const place = Math.max(0, Math.min(to, others.length));
  return [...others.slice(0, place), item, ...others.slice(place)];
}

export async function mute(conversationId: ConversationId, untilMs: number | undefined): Promise<void> {
  await tellTrouble(bridge.setMuted({ conversationId, ...(untilMs !== undefined && { untilMs }) }));
}

export async function markUnread(conversationId: ConversationId): Promise<void> {
  await tellTrouble(bridge.setMarkedUnread({ conversationId, isMarked: true }));
}

/** All of it, wherever one has read to. */
export async function markRead({ id, newest, isMarkedUnread }: ConversationView): Promise<void> {
  if (isMarkedUnread) takeMarkOff(id);
  if (newest === undefined) return;
  const answer = await bridge.markRead({ conversationId: id, upTo: { t: newest.t, id: newest.id } });
  if (!answer.ok) tell('problem.ours');
}

/** Whoever opens a chat has seen the mark set by hand. */
export function takeMarkOff(conversationId: ConversationId): void {
  if (getState().conversationsById[conversationId]?.isMarkedUnread !== true) return;
  void bridge.setMarkedUnread({ conversationId, isMarked: false });
}

export async function setArchived({ id, name }: ConversationView, isArchived: boolean): Promise<void> {
  if (!(await tellTrouble(bridge.setArchived({ conversationId: id, isArchived })))) return;
  const back = () => void tellTrouble(bridge.setArchived({ conversationId: id, isArchived: !isArchived }));
  offer(isArchived ? 'row.archived' : 'row.unarchived', { name }, 'message.undo', back);
}

/** Deletions that can still be taken back. */
const leaving = new Set<ConversationId>();

/** Out of the list at once, and really deleted once the offer to undo has passed. */
export function deleteChat({ id, name }: ConversationView): void {
  const { pane, setLeaving, showWelcome } = getState();
  if (pane.name === 'conversation' && pane.id === id) showWelcome();
  leaving.add(id);
  setLeaving(id, true);
  const undo = () => {
    leaving.delete(id);
    setLeaving(id, false);
  };
  offer('row.deleted', { name }, 'message.undo', undo, () => void carryOut(id));
}

async function carryOut(id: ConversationId): Promise<void> {
  if (!leaving.delete(id)) return;
  const isDone = await tellTrouble(bridge.deleteConversation({ conversationId: id }));
  if (isDone) getState().updateDraft(id, () => EMPTY_DRAFT);
  getState().setLeaving(id, false);
}

/** The window closes: what was deleted is deleted. */
export function carryOutAll(): void {
  for (const id of [...leaving]) void carryOut(id);
}
