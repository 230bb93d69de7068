import type { ConversationView, GroupMemberView, GroupView, MessageView } from '../../../electron/bridge/contract.ts';
import type { MessageKey } from '../../i18n.tsx';
import type { AppState } from '../../store/app-store.ts';

/** Somebody who can be invited to a group. */
export interface Contact {
  readonly person: string;
  readonly name: string;
}

/** Oneself first, then admins, then the others by name; who has not said yes stands last. */
export function sortMembers(members: readonly GroupMemberView[]): readonly GroupMemberView[] {
  return members.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) || one.name.localeCompare(other.name) || (one.device < other.device ? -1 : 1),
  );
}

function rankOf({ isMe, isAdmin, hasJoined }: GroupMemberView): number {
  if (isMe) return 0;
  if (!hasJoined) return 3;
  return isAdmin ? 1 : 2;
}

export const joinedCount = ({ members }: GroupView): number => members.filter(({ hasJoined }) => hasJoined).length;

/** The message under the name that its author has in the group now, and the quote in it: it may have been read before they changed it. */
export function withPresentName(message: MessageView, group: GroupView | undefined): MessageView {
  const { author, reply } = message;
  const [by, quoted] = [renamed(author, group), renamed(reply?.author, group)];
  if (by === author && quoted === reply?.author) return message;
  return { ...message, author: by, reply: reply && { ...reply, author: quoted } };
}

/** The same object where the name is the same. */
function renamed(author: MessageView['author'], group: GroupView | undefined): MessageView['author'] {
  const name = group?.members.find(({ device }) => device === author?.device)?.name;
  return author === undefined || name === undefined || name === author.name ? author : { ...author, name };
}

/** Whom one knows, by name: contacts, not people who have not answered yet. */
export function contactsOf(conversations: AppState['conversationsById']): readonly Contact[] {
  return Object.values(conversations)
    .flatMap((conversation) => asContact(conversation) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name) || (one.person < other.person ? -1 : 1));
}

function asContact(conversation: ConversationView | undefined): Contact | undefined {
  const { person, name, state } = conversation ?? {};
  return person !== undefined && name !== undefined && state === 'contact' ? { person, name } : undefined;
}

/** Nobody invited us: it is our own, and of what damage took from this machine the other members have the rest. */
export const isMending = ({ state, invitedBy }: GroupView): boolean => state === 'joining' && invitedBy === undefined;

/** Why one can't write in a group now; null for who can. */
export function closedKey(group: GroupView | undefined): MessageKey | null {
  switch (group?.state) {
    case 'joining':
      return isMending(group) ? 'group.closed.mending' : 'group.closed.joining';
    case 'left':
      return 'group.closed.left';
    case 'removed':
      return 'group.closed.removed';
    case 'frozen':
      return 'group.closed.frozen';
    default:
      return null;
  }
}
