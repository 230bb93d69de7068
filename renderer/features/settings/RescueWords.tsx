import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BackupView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { askRescueWords, hideRescueWords } from './backup-actions.ts';
import { ConfirmWords } from './ConfirmWords.tsx';
import styles from './RescueWords.module.css';
import { State } from './State.tsx';

interface Word {
  readonly place: number;
  readonly word: string;
}

type Step =
  | { readonly name: 'hidden' }
  | { readonly name: 'shown'; readonly words: readonly Word[] }
  | { readonly name: 'asked' };

const HIDDEN: Step = { name: 'hidden' };

/** The twelve words: out of sight until asked for, and gone again with the section. Two of them are asked for afterwards. */
export function RescueWords({ state }: { readonly state: BackupView['words'] }) {
  const t = useTranslate();
  const [step, setStep] = useState<Step>(HIDDEN);
  const isShown = step.name === 'shown';
  useEffect(() => (isShown ? hideRescueWords : undefined), [isShown]);

  const show = async () => {
    const words = await askRescueWords();
    if (words !== null) setStep({ name: 'shown', words: words.map((word, place) => ({ place, word })) });
  };
  if (step.name === 'asked') {
    return <ConfirmWords onDone={() => setStep(HIDDEN)} onBack={() => void show()} />;
  }
  if (step.name === 'shown') {
    return (
      <>
        <ol className={styles.words} aria-label={t('backup.words')}>
          {step.words.map(({ place, word }) => (
            <li key={place} className={styles.word}>
              {word}
            </li>
          ))}
        </ol>
        <p className={styles.hint}>{t('backup.wordsPaper')}</p>
        <div className={styles.buttons}>
          <Button look="main" onClick={() => setStep({ name: 'asked' })}>
            {t('backup.wordsWritten')}
          </Button>
          <Button onClick={() => setStep(HIDDEN)}>{t('backup.wordsHide')}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      {state === 'confirmed' ? (
        <State icon={<Check />}>{t('backup.wordsConfirmed')}</State>
      ) : (
        <State tone="look">{t('backup.wordsNotConfirmed')}</State>
      )}
      <Button look={state === 'confirmed' ? 'plain' : 'main'} onClick={() => void show()}>
        {t('backup.wordsShow')}
      </Button>
    </>
  );
}
