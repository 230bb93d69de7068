import type { MessageId, MessageView } from '../../../electron/bridge/contract.ts';
import { dayKeyOf } from '../../days.ts';
import { GROUP_GAP_MS_MAX } from '../../limits.ts';

/** One row of the chat. The first and the last are always there, so that rows keep their numbers from the end. */
export type ChatRow =
  | { readonly kind: 'top'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'late'; readonly key: string }
  /** `count` is 0 while the end of the chat is not loaded: then it is not known. */
  | { readonly kind: 'unread'; readonly key: string; readonly count: number }
  | MessageRow
  | { readonly kind: 'end'; readonly key: string };

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly message: MessageView;
  /** Nothing of the same person stands directly above. */
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
  /** The delivery state stands under it in words. */
  readonly showsState: boolean;
}

/** The rows of a chat: day and unread dividers, and messages in groups. Pure, so that it can be tested and memoised. */
export function chatRows(
  messages: readonly MessageView[],
  unreadMark: MessageId | null,
  hasNewer = false,
): readonly ChatRow[] {
  const dividers = (index: number) => dividersBefore(messages, index, unreadMark, hasNewer);
  const withState = idsWithState(messages);
  const rows: ChatRow[] = [{ kind: 'top', key: 'top' }];
  for (const [index, message] of messages.entries()) {
    const previous = messages[index - 1];
    const next = messages[index + 1];
    const divider = dividers(index);
    rows.push(...divider);
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      startsGroup: divider.length > 0 || !isOneGroup(previous, message),
      endsGroup: next === undefined || !isOneGroup(message, next) || dividers(index + 1).length > 0,
      showsState: withState.has(message.id),
    });
  }
  rows.push({ kind: 'end', key: 'end' });
  return rows;
}

function dividersBefore(
  messages: readonly MessageView[],
  index: number,
  unreadMark: MessageId | null,
  hasNewer: boolean,
): readonly ChatRow[] {
  const [message, previous] = [messages[index], messages[index - 1]];
  const dividers: ChatRow[] = [];
  if (message === undefined) return dividers;
  const day = dayKeyOf(message.atMs);
  if (previous === undefined || dayKeyOf(previous.atMs) !== day) {
    dividers.push({ kind: 'day', key: `day ${day} ${message.id}`, atMs: message.atMs });
  }
  if (message.id === unreadMark) {
    const count = hasNewer ? 0 : messages.slice(index).filter(({ isMine }) => !isMine).length;
    dividers.push({ kind: 'unread', key: 'unread', count });
  }
  if (startsLate(messages, index)) dividers.push({ kind: 'late', key: `late ${message.id}` });
  return dividers;
}

function isOneGroup(above: MessageView | undefined, below: MessageView): boolean {
  if (above === undefined || above.isMine !== below.isMine || above.isLate !== below.isLate) return false;
  if (above.author?.device !== below.author?.device || isNote(above) || isNote(below)) return false;
  return Math.abs(below.atMs - above.atMs) <= GROUP_GAP_MS_MAX;
}

/** What was said arrived late, and what was said before it did not. A note about the group is no message: nobody waited for it. */
function startsLate(messages: readonly MessageView[], index: number): boolean {
  const message = messages[index];
  if (message?.isLate !== true || isNote(message)) return false;
  let above = index - 1;
  for (let note = messages[above]; note !== undefined && isNote(note); note = messages[above]) above -= 1;
  return messages[above]?.isLate !== true;
}

/** Something about a group itself stands alone. */
const isNote = ({ content }: MessageView): boolean => content.kind === 'group';

/**
 * Own messages that say how far they got: the newest one, and each one after which the state changes, so that "Seen" also
 * speaks for all above it. What could not be sent, or is on its way, always says so.
 */
function idsWithState(messages: readonly MessageView[]): ReadonlySet<MessageId> {
  const ids = new Set<MessageId>();
  let below: string | undefined;
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index];
    if (message?.isMine !== true) continue;
    const { name } = message.delivery;
    if (name !== below || name === 'not-sent' || name === 'arriving') ids.add(message.id);
    below = name;
  }
  return ids;
}
