import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './PortChoice.module.css';

interface PortChoiceProps {
  readonly inUse: number | undefined;
  readonly chosen: number | undefined;
  /** 0: no certain one any more. */
  readonly onChange: (port: number) => void;
}

/** The port of this computer: by itself, or a certain one for who has opened it in a router. */
export function PortChoice({ inUse, chosen, onChange }: PortChoiceProps) {
  const t = useTranslate();
  const fieldId = useId();
  const [text, setText] = useState(chosen === undefined ? '' : String(chosen));
  const save = (event: FormEvent) => {
    event.preventDefault();
    onChange(text.trim() === '' ? 0 : Number(text));
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <p>{inUse === undefined ? t('network.noPort') : t('network.portInUse', { port: String(inUse) })}</p>
      <label htmlFor={fieldId}>{t('network.portChosen')}</label>
      <div className={styles.row}>
        <input
          id={fieldId}
          className={styles.field}
          inputMode="numeric"
          placeholder={t('network.portAny')}
          value={text}
          onChange={(event) => setText(event.target.value.replace(/\D/g, '').slice(0, 5))}
        />
        <Button type="submit" disabled={text === (chosen === undefined ? '' : String(chosen))}>
          {t('network.keep')}
        </Button>
      </div>
    </form>
  );
}
