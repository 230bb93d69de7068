import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { tell } from '../../components/toasts.ts';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { SEEDS_CHARS_MAX } from '../../limits.ts';
import { Buttons } from './Buttons.tsx';
import { setNetwork } from './network-actions.ts';
import styles from './OwnSeeds.module.css';

/** A list of one's own, as a seed prints it when it is started. */
export function OwnSeeds({ seeds, onSaved }: { readonly seeds: string; readonly onSaved: () => void }) {
  const t = useTranslate();
  const problemId = useId();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(seeds);
  const [problemKey, setProblemKey] = useState<MessageKey | null>(null);
  if (!isOpen) {
    return (
      <Button onClick={() => setOpen(true)}>{t(seeds === '' ? 'network.seedsAdd' : 'network.seedsChange')}</Button>
    );
  }
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const problem = await setNetwork({ seeds: text.trim() });
    setProblemKey(problem);
    if (problem !== null) return;
    tell('network.seedsSaved');
    setOpen(false);
    onSaved();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <textarea
        className={styles.text}
        rows={6}
        dir="ltr"
        spellCheck={false}
        maxLength={SEEDS_CHARS_MAX}
        aria-label={t('network.seedsField')}
        placeholder={t('network.seedsField')}
        aria-invalid={problemKey !== null}
        aria-describedby={problemId}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setProblemKey(null);
        }}
      />
      <p id={problemId} className={styles.problem} role="status">
        {problemKey !== null && t(problemKey)}
      </p>
      <Buttons>
        <Button look="main" type="submit">
          {t('network.keep')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('dialog.cancel')}</Button>
      </Buttons>
    </form>
  );
}
