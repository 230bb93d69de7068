import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { Buttons } from './Buttons.tsx';
import styles from './Passphrase.module.css';

interface PassphraseQuestionProps {
  readonly hintKey: MessageKey;
  readonly buttonKey: MessageKey;
  /** Answers what was wrong with it, or null. */
  readonly onAnswer: (passphrase: string) => Promise<MessageKey | null>;
  readonly onCancel: () => void;
}

/** Asks for the passphrase of now, before something that only its owner may do. */
export function PassphraseQuestion({ hintKey, buttonKey, onAnswer, onCancel }: PassphraseQuestionProps) {
  const t = useTranslate();
  const hintId = useId();
  const [text, setText] = useState('');
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  const [isBusy, setBusy] = useState(false);
  const answer = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const problem = await onAnswer(text);
    setBusy(false);
    setProblemKey(problem);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void answer(event)}>
      <SecretField
        label={t('backup.passphraseNow')}
        value={text}
        isWrong={problemKey !== null}
        describedBy={hintId}
        takesFocus
        onChange={(changed) => {
          setText(changed);
          setProblemKey(null);
        }}
      />
      <p id={hintId} className={styles.problem} role="status">
        {t(problemKey ?? hintKey)}
      </p>
      <Buttons>
        <Button look="main" type="submit" disabled={text === '' || isBusy}>
          {t(buttonKey)}
        </Button>
        <Button onClick={onCancel}>{t('dialog.cancel')}</Button>
      </Buttons>
    </form>
  );
}
