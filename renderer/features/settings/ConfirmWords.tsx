import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { RESCUE_WORD_CHARS_MAX } from '../../limits.ts';
import { askWordPlaces, confirmWords } from './backup-actions.ts';
import styles from './ConfirmWords.module.css';

interface ConfirmWordsProps {
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Two of the twelve words: who can say them has written them down. */
export function ConfirmWords({ onDone, onBack }: ConfirmWordsProps) {
  const t = useTranslate();
  const problemId = useId();
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [wordByPlace, setWords] = useState<Readonly<Record<number, string>>>({});
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  useEffect(() => void askWordPlaces().then(setPlaces), []);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    const problem = await confirmWords(places.map((place) => ({ place, word: wordByPlace[place] ?? '' })));
    setProblemKey(problem);
    if (problem === null) onDone();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void confirm(event)}>
      {places.map((place, index) => (
        <label key={place} className={styles.field}>
          {t('backup.wordAt', { place: place + 1 })}
          <input
            ref={index === 0 ? focusOnce : undefined}
            className={styles.text}
            dir="ltr"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={RESCUE_WORD_CHARS_MAX}
            aria-invalid={problemKey !== null}
            aria-describedby={problemId}
            value={wordByPlace[place] ?? ''}
            onChange={(event) => {
              setWords({ ...wordByPlace, [place]: event.target.value });
              setProblemKey(null);
            }}
          />
        </label>
      ))}
      <p id={problemId} className={styles.problem} role="status">
        {problemKey !== null && t(problemKey)}
      </p>
      <div className={styles.buttons}>
        <Button look="main" type="submit" disabled={places.some((place) => (wordByPlace[place] ?? '').trim() === '')}>
          {t('backup.wordsConfirm')}
        </Button>
        <Button onClick={onBack}>{t('backup.wordsAgain')}</Button>
      </div>
    </form>
  );
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus();
