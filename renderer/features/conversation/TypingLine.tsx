import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './TypingLine.module.css';
import { typingWords } from './typing-words.ts';

/** Who is writing just now. Seen and not said: it comes and goes too often for the ear. */
export function TypingLine({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const words = typingWords(conversation, t);
  if (words === '') return null;
  return (
    <p className={styles.line} aria-live="off">
      <bdi className={styles.words}>{words}</bdi>
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  );
}
