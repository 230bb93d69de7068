import { useId } from 'react';
import { useTranslate } from '../../i18n.tsx';
import { WORDS_CHARS_MAX } from '../../limits.ts';
import styles from './WordsField.module.css';

interface WordsFieldProps {
  readonly value: string;
  readonly describedBy: string;
  readonly isWrong: boolean;
  readonly onChange: (text: string) => void;
}

/** Words in a text, as the messenger counts them: letters, whatever numbers and commas stand between. */
export function countWords(text: string): number {
  return text.match(/[a-z]+/gi)?.length ?? 0;
}

const WORDS_COUNT = 12;

/** The twelve rescue words, as they were written down. */
export function WordsField({ value, describedBy, isWrong, onChange }: WordsFieldProps) {
  const t = useTranslate();
  const countId = useId();
  return (
    <label className={styles.field}>
      <span className={styles.label}>{t('words.label')}</span>
      <textarea
        className={styles.text}
        rows={4}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={WORDS_CHARS_MAX}
        aria-invalid={isWrong}
        aria-describedby={`${countId} ${describedBy}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={countId} className={styles.count}>
        {t('words.count', { count: countWords(value), total: WORDS_COUNT })}
      </span>
    </label>
  );
}
