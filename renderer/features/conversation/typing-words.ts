import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { formatList, type Translate } from '../../i18n.tsx';

/** Names said one by one; of more only how many. */
const NAMED_MAX = 2;

/** Who is writing, in a sentence; empty if nobody is. */
export function typingWords({ typing }: Pick<ConversationView, 'typing'>, t: Translate): string {
  if (typing.length === 0) return '';
  if (typing.length > NAMED_MAX) return t('chat.typingMany', { count: typing.length });
  return t('chat.typing', { name: formatList(typing), count: typing.length });
}
