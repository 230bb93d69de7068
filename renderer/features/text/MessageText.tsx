import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { FormattedText } from './FormattedText.tsx';
import styles from './MessageText.module.css';
import { beginningOf, readable } from './readable.ts';

/** The text of a message. A very long one begins folded, so that the chat around it can still be read. */
export function MessageText({ text }: { readonly text: string }) {
  const t = useTranslate();
  const [isWhole, setWhole] = useState(false);
  const beginning = isWhole ? undefined : beginningOf(readable(text));
  return (
    <>
      <p className={styles.text} dir="auto">
        <FormattedText text={beginning === undefined ? text : `${beginning} …`} />
      </p>
      {beginning !== undefined && (
        <Button look="quiet" onClick={() => setWhole(true)}>
          {t('text.showAll')}
        </Button>
      )}
    </>
  );
}
