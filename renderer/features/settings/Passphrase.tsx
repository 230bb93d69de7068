import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { tell } from '../../components/toasts.ts';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { PASSPHRASE_CHARS_MIN } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Buttons } from './Buttons.tsx';
import { setPassphrase } from './backup-actions.ts';
import styles from './Passphrase.module.css';
import { PassphraseQuestion } from './PassphraseQuestion.tsx';
import { State } from './State.tsx';

interface PassphraseProps {
  readonly isSet: boolean;
  /** Whoever came here came to set one. */
  readonly isAsked: boolean;
}

/** Sets, changes or takes away what is asked for at each start. */
export function Passphrase({ isSet, isAsked }: PassphraseProps) {
  const t = useTranslate();
  const showSettings = useAppStore((state) => state.showSettings);
  const [open, setOpen] = useState<'form' | 'removing' | null>(isAsked && !isSet ? 'form' : null);
  const wasOpen = useRef(false);
  const focusAgain = (button: HTMLButtonElement | null) => {
    if (wasOpen.current && document.activeElement === document.body) button?.focus(); // what had it is gone
  };
  const close = () => {
    wasOpen.current = true;
    setOpen(null);
    showSettings('backup'); // so that the way that led here leads here again
  };
  if (open === 'form') return <PassphraseForm isChange={isSet} onDone={close} />;
  if (!isSet)
    return (
      <Button ref={focusAgain} onClick={() => setOpen('form')}>
        {t('backup.passphraseSet')}
      </Button>
    );
  if (open === 'removing') {
    const remove = async (current: string) => {
      const problem = await setPassphrase({ current });
      if (problem !== null) return problem;
      tell('backup.passphraseRemoved');
      close();
      return null;
    };
    return (
      <PassphraseQuestion
        hintKey="backup.passphraseToRemove"
        buttonKey="backup.passphraseRemove"
        onAnswer={remove}
        onCancel={close}
      />
    );
  }
  return (
    <>
      <State icon={<LockKeyhole />}>{t('backup.passphraseIsSet')}</State>
      <Buttons>
        <Button ref={focusAgain} onClick={() => setOpen('form')}>
          {t('backup.passphraseChange')}
        </Button>
        <Button onClick={() => setOpen('removing')}>{t('backup.passphraseRemove')}</Button>
      </Buttons>
    </>
  );
}

/** All of it, with what it says when something is wrong. */
const bringIntoView = (form: HTMLFormElement | null): void => form?.scrollIntoView({ block: 'nearest' });

/** Twice the same, so that a slip of the finger locks nobody out. */
function PassphraseForm({ isChange, onDone }: { readonly isChange: boolean; readonly onDone: () => void }) {
  const t = useTranslate();
  const problemId = useId();
  const [current, setCurrent] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (first.length < PASSPHRASE_CHARS_MIN) return setProblemKey('backup.passphraseBad');
    if (first !== second) return setProblemKey('backup.passphraseNotSame');
    setBusy(true);
    const problem = await setPassphrase({ passphrase: first, ...(isChange && { current }) });
    setBusy(false);
    setProblemKey(problem);
    if (problem !== null) return form.querySelector('input')?.focus(); // mostly what was the passphrase until now
    tell(isChange ? 'backup.passphraseChanged' : 'backup.passphraseDone');
    onDone();
  };
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    setProblemKey(null);
  };
  return (
    <form ref={bringIntoView} className={styles.form} onSubmit={(event) => void save(event)}>
      {isChange && (
        <SecretField
          label={t('backup.passphraseNow')}
          value={current}
          takesFocus
          describedBy={problemId}
          onChange={change(setCurrent)}
        />
      )}
      <SecretField
        label={t('backup.passphraseNew')}
        isNew
        takesFocus={!isChange}
        value={first}
        describedBy={problemId}
        onChange={change(setFirst)}
      />
      <SecretField
        label={t('backup.passphraseRepeat')}
        isNew
        value={second}
        describedBy={problemId}
        onChange={change(setSecond)}
      />
      <p id={problemId} className={styles.problem} role="status">
        {t(problemKey ?? 'backup.passphraseRule', { min: PASSPHRASE_CHARS_MIN })}
      </p>
      <Buttons>
        <Button
          look="main"
          type="submit"
          disabled={first === '' || second === '' || (isChange && current === '') || isBusy}
        >
          {t(isBusy ? 'backup.passphraseBusy' : 'backup.passphraseSave')}
        </Button>
        <Button onClick={onDone}>{t('dialog.cancel')}</Button>
      </Buttons>
    </form>
  );
}
