import type { Conversation } from '../conversations/conversation.ts';
import { ConversationSync, type ConversationSyncParts } from '../conversations/conversation-sync.ts';
import type { Core } from '../core.ts';
import { GROUP_ALL_AT_ONCE_MAX, GROUP_CATCH_UP_MS_MAX } from '../limits.ts';
import type { Group } from '../log/membership.ts';
import type { SyncHost } from '../sync/sync-host.ts';
import type { GroupLog } from './group-log.ts';
import { invitationFor, servedTo } from './group-readers.ts';
import type { MissingBodies } from './missing-bodies.ts';

export interface GroupSyncParts {
  readonly core: Core;
  readonly log: GroupLog;
  readonly conversation: Conversation;
  readonly missing: MissingBodies;
  /** A whole number from 0 to below this. */
  readonly random: (below: number) => number;
  readonly onStored: ConversationSyncParts['onStored'];
}

/** What a group's conversation is to one device that it is synced with: who may write, what that device may have, what is missing here. */
export function groupSync(parts: GroupSyncParts, device: string): SyncHost {
  const { core, log, conversation, missing, random, onStored } = parts;
  return new ConversationSync({
    core,
    conversation,
    device,
    authority: () => ({ kind: 'group', keyOf: (author) => log.keyOf(author), lacks: (id) => missing.has(id) }),
    serve: (row) => servedTo(log, device, row),
    invitation: () => invitationFor(log, device),
    onStored,
    lacks: () => missing.ids(),
    forwardsLater: () => isLarge(log.group),
    catchUpDelayMs: () => (isLarge(log.group) ? random(GROUP_CATCH_UP_MS_MAX) : 0),
  });
}

/** So large that several who pass on the same thing at once are too many. */
function isLarge(group: Group | undefined): boolean {
  const members = [...(group?.members.values() ?? [])];
  return members.filter(({ hasJoined }) => hasJoined).length > GROUP_ALL_AT_ONCE_MAX;
}
