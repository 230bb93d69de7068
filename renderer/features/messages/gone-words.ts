import type { MessageView } from '../../../electron/bridge/contract.ts';
import type { Translate } from '../../i18n.tsx';

/** Who took a message away, as far as that is known. `name`: the other person's, between two. */
export function goneWords({ content, isMine, author }: MessageView, name: string, t: Translate): string {
  if (content.kind !== 'gone') return '';
  if (content.by === undefined) return t(author === undefined ? 'chat.gone' : 'chat.goneEarlier');
  const isByMe = content.by === '' && (isMine || author !== undefined); // between two, only its author may
  return isByMe ? t('chat.goneByYou') : t('chat.goneBy', { name: content.by === '' ? name : content.by });
}
