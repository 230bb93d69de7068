import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FullPage } from '../../components/FullPage.tsx';
import { useTranslate } from '../../i18n.tsx';
import { NAME_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useInvitePreview } from '../add-contact/use-invite-preview.ts';
import { createProfile, type ProfileProblemKey } from './create-profile.ts';
import styles from './FirstRun.module.css';
import { Restore } from './Restore.tsx';

/** One field, one button. The keys are being made while the name is typed. */
export function FirstRun() {
  const t = useTranslate();
  const problemId = useId();
  const [name, setName] = useState('');
  const [problemKey, setProblemKey] = useState<ProfileProblemKey | null>(null);
  const [isStarting, setStarting] = useState(false);
  const invite = useInvitePreview(useAppStore((state) => state.inviteText));

  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const [isRestoring, setRestoring] = useState(false);
  if (isRestoring) return <Restore onCancel={() => setRestoring(false)} />;

  const isTooLong = name.trim().length > NAME_CHARS_MAX;
  const shownKey = isTooLong ? 'firstRun.nameTooLong' : problemKey;
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (isStarting || isTooLong || name.trim() === '') return;
    setStarting(true);
    setProblemKey(await createProfile(name.trim()));
    setStarting(false);
  };

  return (
    <FullPage title={t('firstRun.title')} joint="joined">
      <form className={styles.form} onSubmit={(event) => void start(event)}>
        <input
          className={styles.field}
          ref={field}
          autoComplete="off"
          dir="auto"
          aria-label={t('firstRun.nameLabel')}
          aria-invalid={shownKey !== null}
          aria-describedby={problemId}
          placeholder={t('firstRun.namePlaceholder')}
          spellCheck={false}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setProblemKey(null);
          }}
        />
        <p id={problemId} className={styles.problem} role="status">
          {shownKey !== null && t(shownKey, { max: NAME_CHARS_MAX })}
        </p>
        <Button type="submit" look="main" className={styles.start} disabled={name.trim() === '' || isTooLong}>
          {t(isStarting ? 'firstRun.starting' : 'firstRun.start')}
        </Button>
      </form>
      {invite.state === 'found' && (
        <p className={styles.promise} role="status">
          {t('firstRun.invitedBy', { name: invite.sender.name })}
        </p>
      )}
      <p className={styles.promise}>{t('firstRun.promise')}</p>
      <Button look="quiet" className={styles.restore} onClick={() => setRestoring(true)}>
        {t('firstRun.restore')}
      </Button>
    </FullPage>
  );
}
