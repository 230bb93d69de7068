import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BackupView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { tell } from '../../components/toasts.ts';
import { useTranslate } from '../../i18n.tsx';
import { askRescueWords, hideRescueWords } from './backup-actions.ts';
import { ConfirmWords } from './ConfirmWords.tsx';
import { PassphraseQuestion } from './PassphraseQuestion.tsx';
import styles from './RescueWords.module.css';
import { State } from './State.tsx';

interface Word {
  readonly place: number;
  readonly word: string;
}

type Step =
  | { readonly name: 'hidden' }
  | { readonly name: 'locked' }
  | { readonly name: 'shown'; readonly words: readonly Word[] }
  | { readonly name: 'asked' };

const HIDDEN: Step = { name: 'hidden' };

interface RescueWordsProps {
  readonly state: BackupView['words'];
  /** Whoever has a passphrase says it before the words are shown. */
  readonly hasPassphrase: boolean;
}

/** The twelve words: out of sight until asked for, and gone again with the section. Two of them are asked for afterwards. */
export function RescueWords({ state, hasPassphrase }: RescueWordsProps) {
  const t = useTranslate();
  const [step, setStep] = useState<Step>(HIDDEN);
  const isShown = step.name === 'shown';
  useEffect(() => (isShown ? hideRescueWords : undefined), [isShown]);

  const show = async (passphrase?: string) => {
    const answer = await askRescueWords(passphrase);
    if ('problem' in answer) return answer.problem;
    setStep({ name: 'shown', words: answer.words.map((word, place) => ({ place, word })) });
    return null;
  };
  const ask = async () => {
    if (hasPassphrase) return setStep({ name: 'locked' });
    const problem = await show();
    if (problem !== null) tell(problem);
  };
  if (step.name === 'locked') {
    return (
      <PassphraseQuestion
        hintKey="backup.passphraseToSee"
        buttonKey="backup.passphraseSee"
        onAnswer={show}
        onCancel={() => setStep(HIDDEN)}
      />
    );
  }
  if (step.name === 'asked') {
    return <ConfirmWords onDone={() => setStep(HIDDEN)} onBack={() => void ask()} />;
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
      <Button look={state === 'confirmed' ? 'plain' : 'main'} onClick={() => void ask()}>
        {t('backup.wordsShow')}
      </Button>
    </>
  );
}
