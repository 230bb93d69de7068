import type { ReplyView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './Quote.module.css';
import { quotedName, quotedText } from './quote-words.ts';

interface QuoteProps {
  readonly reply: ReplyView;
  /** The other person's, between two. */
  readonly name: string;
  readonly onJump: () => void;
}

/** What a message answers. A click goes there. */
export function Quote({ reply, name, onJump }: QuoteProps) {
  const t = useTranslate();
  const who = quotedName(reply, name, t);
  const text = quotedText(reply, t);
  if (reply.kind === 'gone') {
    return (
      <p className={styles.quote} data-kind="gone">
        <span className={styles.text}>{text}</span>
      </p>
    );
  }
  return (
    <button type="button" className={styles.quote} onClick={onJump}>
      <span className="spoken">{t('message.quote')}</span>
      <span className={styles.who}>
        <bdi>{who}</bdi>
      </span>
      <span className={styles.text} dir="auto">
        {text}
      </span>
    </button>
  );
}
