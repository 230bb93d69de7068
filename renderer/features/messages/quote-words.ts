import type { ReplyView } from '../../../electron/bridge/contract.ts';
import type { Translate } from '../../i18n.tsx';
import { unreachable } from '../../unreachable.ts';
import { plainWords } from '../text/plain-words.ts';
import { readable } from '../text/readable.ts';

/** Who is quoted. `name`: the other person's, between two. */
export function quotedName({ isMine, author }: ReplyView, name: string, t: Translate): string {
  return isMine ? t('message.sentByYou') : (author?.name ?? name);
}

/** What is quoted, in a line: the words, without signs that format or turn them. */
export function quotedText({ kind, excerpt: written }: ReplyView, t: Translate): string {
  const excerpt = plainWords(readable(written));
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
