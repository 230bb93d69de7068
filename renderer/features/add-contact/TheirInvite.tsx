import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { AskForm } from './AskForm.tsx';
import { acceptInvite, type InviteProblemKey } from './accept-invite.ts';
import { CodeButtons } from './CodeButtons.tsx';
import { hashnameIn } from './hashname-in.ts';
import styles from './TheirInvite.module.css';
import { PASTE_FIELD } from './use-invite-catcher.ts';
import { useInvitePreview } from './use-invite-preview.ts';

/** The paste field: says who the invite is from before it is used. A hashname is understood too. */
export function TheirInvite() {
  const t = useTranslate();
  const ids = { field: useId(), hint: useId() };
  const text = useAppStore((state) => state.inviteText);
  const setText = useAppStore((state) => state.setInviteText);
  const hashname = hashnameIn(text);
  const preview = useInvitePreview(hashname === undefined ? text : '');
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
    <section className={styles.form}>
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
          {text.trim() === '' && problemKey === null && <p className={styles.hint}>{t('add.hashnameHint')}</p>}
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
      {hashname !== undefined && <AskForm person={hashname} />}
      {text.trim() === '' && <CodeButtons />}
    </section>
  );
}
