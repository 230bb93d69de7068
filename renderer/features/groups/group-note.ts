import type { GroupNoteView } from '../../../electron/bridge/contract.ts';
import type { Translate } from '../../i18n.tsx';

/** What happened to a group, as one sentence. Names are empty for the person here. */
export function groupNote(note: GroupNoteView, t: Translate): string {
  const by = { by: note.by, byMe: note.by === '' ? 'yes' : 'no' };
  switch (note.what) {
    case 'created':
      return t('group.created', by);
    case 'joined':
      return t('group.joined', by);
    case 'left':
      return t('group.left', by);
    case 'picture':
      return t('group.picture', by);
    case 'title':
      return t('group.title', { ...by, title: note.title });
    default: {
      const who = { ...by, who: note.who, whoMe: note.who === '' ? 'yes' : 'no' };
      return t(SENTENCES[note.what], who);
    }
  }
}

const SENTENCES = {
  added: 'group.added',
  removed: 'group.removed',
  'made-admin': 'group.madeAdmin',
  'made-member': 'group.madeMember',
  'wished-admin': 'group.wishedAdmin',
  'unwished-admin': 'group.unwishedAdmin',
} as const;
