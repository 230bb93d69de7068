import type { ReplyView } from '../../../electron/bridge/contract.ts';
import type { Translate } from '../../i18n.tsx';
import { unreachable } from '../../unreachable.ts';

/** Who is quoted. `name`: the other person's, between two. */
export function quotedName({ isMine, author }: ReplyView, name: string, t: Translate): string {
  return isMine ? t('message.sentByYou') : (author?.name ?? name);
}

/** What is quoted, in a line. */
export function quotedText({ kind, excerpt }: ReplyView, t: Translate): string {
  switch (kind) {
    case 'text':
      return excerpt;
    case 'album': {
      const photos = t('album.label', { count: 1 });
      return excerpt === '' ? photos : t('list.photoWithCaption', { photos, caption: excerpt });
    }
    case 'gone':
      return t('message.quoteGone');
    case 'other':
      return t('message.quoteOther');
    default:
      return unreachable(kind);
  }
}
