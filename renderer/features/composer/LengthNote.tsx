import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { CHARS_LEFT_SHOWN, MESSAGE_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { selectDraft } from '../../store/drafts-slice.ts';
import styles from './Composer.module.css';

interface LengthNoteProps {
  readonly id: string;
  readonly conversationId: ConversationId;
}

/** How much room is left, near the end of it. Before that no key changes anything here. */
export function LengthNote({ id, conversationId }: LengthNoteProps) {
  const t = useTranslate();
  const left = useAppStore((state) =>
    Math.min(MESSAGE_CHARS_MAX - selectDraft(conversationId)(state).text.length, CHARS_LEFT_SHOWN + 1),
  );
  return (
    <p id={id} className={styles.length} data-over={left < 0} role="status">
      {left < 0 && t('composer.tooLong', { over: -left })}
      {left >= 0 && left <= CHARS_LEFT_SHOWN && t('composer.charsLeft', { left })}
    </p>
  );
}
