import { useState } from 'react';
import type { CheckView, ContactView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectCheck, selectContact } from '../../store/people-slice.ts';
import { SharedPicture } from './SharedPicture.tsx';
import styles from './SideCheck.module.css';
import { useWayBack } from './use-way-back.ts';
import { answerSideCheck, closeSideCheck } from './verify-actions.ts';

/** A check side by side, wherever one is in the app: the other one may have begun it. */
export function SideCheck() {
  const check = useAppStore(selectCheck);
  const contact = useAppStore(selectContact(check?.person));
  if (check === undefined || contact === undefined) return null;
  return <SideCheckDialog key={check.person} check={check} contact={contact} />;
}

interface SideCheckDialogProps {
  readonly check: CheckView;
  readonly contact: ContactView;
}

/** A picture that replaces one on screen is asked for first, so that nobody says "It matches" of one they did not look at. */
function SideCheckDialog({ check, contact: { name } }: SideCheckDialogProps) {
  const t = useTranslate();
  const wayBack = useWayBack();
  const [seenId, setSeenId] = useState<string | null>(null);
  const { id, shared } = check;
  if (shared !== undefined && seenId === null) setSeenId(id);
  const isReplaced = seenId !== null && seenId !== id;
  const answer = (isSame: boolean) => void answerSideCheck(check, name, isSame);
  const actions = isReplaced ? (
    <Button look="main" onClick={() => setSeenId(id)}>
      {t('check.showNew')}
    </Button>
  ) : (
    shared !== undefined && (
      <>
        <Button look="main" onClick={() => answer(true)}>
          {t('check.matches')}
        </Button>
        <Button onClick={() => answer(false)}>{t('check.differs')}</Button>
      </>
    )
  );
  return (
    <SmallDialog
      title={t('check.sideTitle', { name })}
      onClose={() => void closeSideCheck(check)}
      returnTo={wayBack}
      actions={actions}
    >
      {isReplaced && <p role="alert">{t('check.begunAnew', { name })}</p>}
      {!isReplaced && shared === undefined && (
        <p className={styles.waiting} role="status">
          <Spinner /> {t('check.sideWaiting', { name })}
        </p>
      )}
      {!isReplaced && shared !== undefined && <SharedPicture shared={shared} />}
    </SmallDialog>
  );
}
