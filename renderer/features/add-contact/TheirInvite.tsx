import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { acceptInvite, type InviteProblemKey } from './accept-invite.ts';
import styles from './TheirInvite.module.css';
import { PASTE_FIELD } from './use-invite-catcher.ts';
import { useInvitePreview } from './use-invite-preview.ts';

/** The paste field: says who the invite is from before it is used. */
export function TheirInvite() {
  const t = useTranslate();
  const ids = { field: useId(), hint: useId() };
  const text = useAppStore((state) => state.inviteText);
  const setText = useAppStore((state) => state.setInviteText);
  const preview = useInvitePreview(text);
  const [isOpening, setOpening] = useState(false);
  const [failedKey, setFailedKey] = useState<InviteProblemKey | null>(null);
  const problemKey = preview.state === 'problem' ? preview.key : failedKey;

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setOpening(true);
    setFailedKey(await acceptInvite(text));
    setOpening(false);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void open(event)}>
      <h3 className={styles.title}>{t('add.theirInviteTitle')}</h3>
      <label className="spoken" htmlFor={ids.field}>
        {t('add.pasteLabel')}
      </label>
      <textarea
        {...PASTE_FIELD}
        id={ids.field}
        className={styles.field}
        rows={3}
        spellCheck={false}
        placeholder={t('add.pastePlaceholder')}
        aria-describedby={ids.hint}
        aria-invalid={problemKey !== null}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setFailedKey(null);
        }}
      />
      <div id={ids.hint} className={styles.answer} role="status">
        {problemKey !== null && <p className={styles.problem}>{t(problemKey)}</p>}
        {problemKey === null && preview.state === 'nothing' && <p className={styles.hint}>{t('add.pasteHint')}</p>}
        {problemKey === null && preview.state === 'found' && (
          <p className={styles.found}>
            {t(preview.sender.isKnown ? 'add.known' : 'add.from', { name: preview.sender.name })}
          </p>
        )}
      </div>
      {preview.state === 'found' && (
        <Button type="submit" look="main" className={styles.open} disabled={isOpening}>
          <span className={styles.openWords}>{t('add.open', { name: preview.sender.name })}</span>
        </Button>
      )}
    </form>
  );
}
