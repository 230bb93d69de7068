import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ContactView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { NAME_CHARS_MAX } from '../../limits.ts';
import styles from './ContactName.module.css';
import { setNickname } from './contact-actions.ts';

/** What they are called here; mine wins over theirs. Mounted anew when it changed. */
export function ContactName({ contact }: { readonly contact: ContactView }) {
  const t = useTranslate();
  const [written, setWritten] = useState<string | null>(null);
  const { person, name, announcedName, nickname = '' } = contact;
  if (written === null) {
    return (
      <>
        <div className={styles.row}>
          <h2 className={styles.name} dir="auto">
            {name}
          </h2>
          <IconButton look="small" label={t('contact.rename', { name })} onClick={() => setWritten(nickname)}>
            <Pencil />
          </IconButton>
        </div>
        {nickname !== '' && nickname !== announcedName && (
          <p className={styles.soft}>{t('contact.announced', { name: announcedName })}</p>
        )}
      </>
    );
  }
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = written.trim();
    if (wanted === nickname || (await setNickname(person, wanted))) setWritten(null);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <input
        ref={focusOnce}
        className={styles.field}
        dir="auto"
        aria-label={t('contact.nickname')}
        placeholder={announcedName}
        maxLength={NAME_CHARS_MAX}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // the column stays
          setWritten(null);
        }}
      />
      <Button look="main" type="submit">
        {t('contact.save')}
      </Button>
      <p className={styles.hint}>{t('contact.nicknameHint')}</p>
    </form>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  if (field !== null && document.activeElement !== field) field.select();
}
