import type { EventRow } from '../../storage/index.ts';
import type { Core } from '../core.ts';
import { isMembershipKind, type MembershipEvent } from '../log/membership-event.ts';
import type { GroupNote, MessageView } from '../views/message-views.ts';
import type { GroupLog } from './group-log.ts';
import { nameInGroup } from './group-view.ts';

/** What an event of the group's membership says in the chat; undefined for all others. */
export function groupNoteOf(core: Core, log: GroupLog, row: EventRow): MessageView['content'] | undefined {
  const event = isMembershipKind(row.kind) ? log.eventOf(row.id) : undefined;
  if (event === undefined) return undefined;
  const isWish = log.group?.isWish(row.id) === true;
  const name = (device: string) => (device === core.self ? '' : nameInGroup(core, log.group, device));
  return { kind: 'group', note: noteOf(event, isWish, name) };
}

const ADMIN_NOTES = {
  wish: { on: 'wished-admin', off: 'unwished-admin' },
  word: { on: 'made-admin', off: 'made-member' },
} as const;

/** Names are empty for ourselves: "you", in every language. */
function noteOf(event: MembershipEvent, isWish: boolean, name: (device: string) => string): GroupNote {
  const by = name(event.by);
  switch (event.kind) {
    case 'create':
      return { what: 'created', by };
    case 'join':
      return { what: 'joined', by };
    case 'leave':
      return { what: 'left', by };
    case 'avatar':
      return { what: 'picture', by };
    case 'title':
      return { what: 'title', by, title: event.title };
    case 'add':
      return { what: 'added', by, who: name(event.who) };
    case 'remove':
      return { what: 'removed', by, who: name(event.who) };
    case 'admin':
      return {
        what: ADMIN_NOTES[isWish ? 'wish' : 'word'][event.isAdmin ? 'on' : 'off'],
        by,
        who: name(event.who),
      };
  }
}
