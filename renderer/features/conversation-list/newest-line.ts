import type { ConversationView, MessageView } from '../../../electron/bridge/contract.ts';
import type { MessageKey, Translate } from '../../i18n.tsx';
import { unreachable } from '../../unreachable.ts';
import { groupNote } from '../groups/group-note.ts';
import { isMending } from '../groups/group-people.ts';
import { plainWords } from '../text/plain-words.ts';
import { isReached } from '../trust/trust-words.ts';

/** What a row of the list says under the name, and how it is meant. */
export interface NewestLine {
  readonly text: string;
  /** `look`: the person should do something. `quiet`: a state, not something anybody wrote. `now`: it passes. */
  readonly tone: 'said' | 'quiet' | 'look' | 'now';
  readonly isPhoto: boolean;
  /** What it is, in words of ours before it. */
  readonly label?: string;
}

/** What is happening now goes before what was begun, and that before what was said. */
export function rowLineOf(conversation: ConversationView, draft: string, t: Translate): NewestLine {
  const { typing, group } = conversation;
  const [who] = typing;
  if (who !== undefined) {
    const text = group === undefined ? t('list.typing') : t('list.typingName', { name: shortName(who) });
    return { text, tone: 'now', isPhoto: false };
  }
  if (draft !== '') return { text: oneLine(draft), tone: 'said', isPhoto: false, label: t('list.draft') };
  return newestLineOf(conversation, t);
}

export function newestLineOf(conversation: ConversationView, t: Translate): NewestLine {
  const { newest, refusal, newDevice, name, group } = conversation;
  if (group?.state === 'invited') {
    const by = group.invitedBy;
    const text = by === undefined ? t('list.groupInvitedBySomeone') : t('list.groupInvited', { name: by });
    return { text, tone: 'look', isPhoto: false };
  }
  if (group?.state === 'joining') {
    return { text: t(isMending(group) ? 'list.groupMending' : 'list.groupJoining'), tone: 'quiet', isPhoto: false };
  }
  if (refusal !== undefined) return { text: t('list.inviteRefused', { name }), tone: 'look', isPhoto: false };
  if (newDevice !== undefined) return { text: t('pill.newDevice'), tone: 'look', isPhoto: false };
  if (newest !== undefined) return lineOf(newest, t);
  return { text: t(nothingYetKey(conversation), { name }), tone: 'quiet', isPhoto: false };
}

function nothingYetKey({ state, trust }: ConversationView): MessageKey {
  if (state !== 'invited') return 'list.nothingYet';
  return isReached(trust) ? 'list.asked' : 'list.invited';
}

function lineOf({ content, isMine, author }: MessageView, t: Translate): NewestLine {
  const theirs = (text: string) =>
    author === undefined ? text : t('list.they', { name: shortName(author.name), text });
  const mine = (text: string) => (isMine ? t('list.you', { text }) : theirs(text));
  switch (content.kind) {
    case 'text':
      return { text: mine(saidLine(content.text)), tone: 'said', isPhoto: false };
    case 'album': {
      const photos = t('list.photos', { count: content.photos.length });
      const caption = content.photos.find((photo) => photo.caption !== undefined)?.caption;
      const text = caption === undefined ? photos : t('list.photoWithCaption', { photos, caption: saidLine(caption) });
      return { text: mine(text), tone: 'said', isPhoto: true };
    }
    case 'file':
      return { text: mine(oneLine(content.file.name)), tone: 'said', isPhoto: false };
    case 'voice':
      return { text: mine(t('list.voice')), tone: 'said', isPhoto: false };
    case 'group':
      return { text: groupNote(content.note, t), tone: 'quiet', isPhoto: false };
    case 'gone':
      return { text: t('list.gone'), tone: 'quiet', isPhoto: false };
    case 'newer-version':
      return { text: t('list.newerVersion'), tone: 'quiet', isPhoto: false };
    default:
      return unreachable(content);
  }
}

/** A name of this length leaves room for what was said. */
const NAME_CHARS_WHOLE = 16;

/** Of a long name the first word, as people call each other; the chat itself has all of it. */
export function shortName(name: string): string {
  const [first = ''] = name.trim().split(/\s+/);
  return name.length <= NAME_CHARS_WHOLE || first === '' ? name : first;
}

/** More than a row can show, and cheap to lay out. */
const LINE_CHARS_MAX = 160;

/** What somebody wrote, without the signs that format it. */
const saidLine = (text: string): string => oneLine(plainWords(text.slice(0, LINE_CHARS_MAX)));

const oneLine = (text: string): string => text.slice(0, LINE_CHARS_MAX).replace(/\s+/g, ' ').trim();

/** State of the row as a word at its end: only what is not as it should be yet. */
export function rowStateOf({ newest, trust }: ConversationView, t: Translate): string | null {
  if (newest?.isMine !== true) return null;
  if (newest.delivery.name === 'not-sent') return t('list.notSent');
  if (newest.delivery.name !== 'waiting') return null;
  return trust.queuedCount > 1 ? t('list.waitingCount', { count: trust.queuedCount }) : t('list.waiting');
}
