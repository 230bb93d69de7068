import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { tell } from '../../components/toasts.ts';
import { useTranslate } from '../../i18n.tsx';
import { NAME_CHARS_MAX } from '../../limits.ts';
import styles from './NameForm.module.css';
import { renameMe } from './profile-actions.ts';

/** My name. Mounted anew when it changed elsewhere. */
export function NameForm({ name }: { readonly name: string }) {
  const t = useTranslate();
  const ids = { field: useId(), problem: useId() };
  const [written, setWritten] = useState(name);
  const wanted = written.trim();
  const isTooLong = wanted.length > NAME_CHARS_MAX;
  const isNew = wanted !== '' && wanted !== name && !isTooLong;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isNew && (await renameMe(wanted))) tell('profile.saved');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <label className={styles.label} htmlFor={ids.field}>
        {t('profile.name')}
      </label>
      <div className={styles.row}>
        <input
          id={ids.field}
          className={styles.field}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isTooLong}
          aria-describedby={ids.problem}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
        />
        <Button type="submit" look="main" disabled={!isNew}>
          {t('profile.save')}
        </Button>
      </div>
      <p id={ids.problem} className={styles.problem} role="status">
        {isTooLong && t('firstRun.nameTooLong', { max: NAME_CHARS_MAX })}
      </p>
    </form>
  );
}
