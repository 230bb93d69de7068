import { type ReactNode, useEffect, useState } from 'react';
import type { SafetyView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './CompareWords.module.css';
import { SafetyPicture } from './SafetyPicture.tsx';
import { colorKeyOf } from './safety-drawing.ts';
import { confirmWords, denyWords, getSafety, type Safety } from './verify-actions.ts';

interface CompareWordsProps {
  readonly person: string;
  readonly name: string;
  readonly onDone: () => void;
  readonly back: ReactNode;
}

/** My words and theirs, with the picture of both. */
export function CompareWords({ person, name, onDone, back }: CompareWordsProps) {
  const t = useTranslate();
  const [safety, setSafety] = useState<Safety | null>(null);
  useEffect(() => {
    void getSafety(person, name).then(setSafety);
  }, [person, name]);
  const say = async (answer: typeof confirmWords) => {
    if (await answer(person, name)) onDone();
  };
  return (
    <div className={styles.compare} aria-busy={safety === null}>
      {safety !== null && (
        <>
          <Words label={t('check.ownWords')} safety={safety.own} />
          <Words label={t('check.theirWords', { name })} safety={safety.theirs} />
          <div className={styles.picture}>
            <SafetyPicture
              left={safety.own}
              right={safety.theirs}
              label={t('check.safetyPicture', {
                left: t(colorKeyOf(safety.own)),
                right: t(colorKeyOf(safety.theirs)),
              })}
            />
            <p className={styles.hint}>{t('check.picture', { name })}</p>
          </div>
        </>
      )}
      <div className={styles.actions}>
        <Button look="main" disabled={safety === null} onClick={() => void say(confirmWords)}>
          {t('check.wordsFit')}
        </Button>
        <Button disabled={safety === null} onClick={() => void say(denyWords)}>
          {t('check.wordsDiffer')}
        </Button>
        {back}
      </div>
    </div>
  );
}

function Words({ label, safety }: { readonly label: string; readonly safety: SafetyView }) {
  return (
    <section>
      <h3 className={styles.label}>{label}</h3>
      <ol className={styles.words} lang="en" dir="ltr">
        {withKeys(safety.words).map(([key, word]) => (
          <li key={key}>{word}</li>
        ))}
      </ol>
    </section>
  );
}

/** One word may come twice, and is then another item. */
function withKeys(words: readonly string[]): readonly (readonly [key: string, word: string])[] {
  return words.map((word, index) => [`${word} ${words.indexOf(word, index)}`, word]);
}
