import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FullPage } from '../../components/FullPage.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { BeginAnew } from './BeginAnew.tsx';
import { openAgain } from './open-again.ts';
import styles from './Unlock.module.css';
import { unlock } from './unlock.ts';
import { countWords, WordsField } from './WordsField.tsx';

const WORDS_COUNT = 12;

/** Asks for the passphrase, or for the rescue words; as often as one likes, since nothing can be locked out by mistyping. */
export function Unlock({ why }: { readonly why: 'passphrase' | 'key-missing' }) {
  const t = useTranslate();
  const problemId = useId();
  const [byWords, setByWords] = useState(why === 'key-missing');
  const [text, setText] = useState('');
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  const [isTrying, setTrying] = useState(false);

  const isComplete = byWords ? countWords(text) === WORDS_COUNT : text !== '';
  const attempt = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || isTrying) return;
    setTrying(true);
    setProblemKey(await unlock(byWords ? { words: text } : { passphrase: text }));
    setTrying(false);
  };
  const change = (typed: string) => {
    setText(typed);
    setProblemKey(null);
  };
  const turn = (toWords: boolean) => {
    change('');
    setByWords(toWords);
  };
  return (
    <FullPage title={t(why === 'passphrase' ? 'unlock.title' : 'unlock.keyTitle')}>
      <p className={styles.words}>
        {t(byWords ? (why === 'passphrase' ? 'unlock.byWords' : 'unlock.keyBody') : 'unlock.body')}
      </p>
      <form className={styles.form} onSubmit={(event) => void attempt(event)}>
        {byWords ? (
          <WordsField value={text} describedBy={problemId} isWrong={problemKey !== null} onChange={change} />
        ) : (
          <SecretField
            takesFocus
            label={t('unlock.passphrase')}
            value={text}
            describedBy={problemId}
            isWrong={problemKey !== null}
            onChange={change}
          />
        )}
        <p id={problemId} className={styles.problem} role="status">
          {problemKey !== null && t(problemKey)}
        </p>
        <Button type="submit" look="main" disabled={!isComplete || isTrying}>
          {t(isTrying ? 'unlock.opening' : 'unlock.open')}
        </Button>
      </form>
      <div className={styles.others}>
        {why === 'passphrase' && (
          <Button look="quiet" onClick={() => turn(!byWords)}>
            {t(byWords ? 'unlock.usePassphrase' : 'unlock.useWords')}
          </Button>
        )}
        {why === 'key-missing' && (
          <Button look="quiet" onClick={() => void openAgain()}>
            {t('startFailed.tryAgain')}
          </Button>
        )}
        <BeginAnew leadKey="beginAnew.leadLocked" />
      </div>
    </FullPage>
  );
}
