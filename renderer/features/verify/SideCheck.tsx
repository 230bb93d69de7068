import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectCheck, selectContact } from '../../store/people-slice.ts';
import { SafetyPicture } from './SafetyPicture.tsx';
import styles from './SideCheck.module.css';
import { colorKeyOf } from './safety-drawing.ts';
import { answerSideCheck, closeSideCheck } from './verify-actions.ts';

/** A check side by side, wherever one is in the app: the other one may have begun it. */
export function SideCheck() {
  const t = useTranslate();
  const check = useAppStore(selectCheck);
  const contact = useAppStore(selectContact(check?.person));
  if (check === undefined || contact === undefined) return null;
  const { person, shared } = check;
  const { name } = contact;
  const answer = (isSame: boolean) => void answerSideCheck(person, name, isSame);
  return (
    <SmallDialog
      title={t('check.sideTitle', { name })}
      onClose={() => void closeSideCheck(person)}
      actions={
        shared !== undefined && (
          <>
            <Button look="main" onClick={() => answer(true)}>
              {t('check.matches')}
            </Button>
            <Button onClick={() => answer(false)}>{t('check.differs')}</Button>
          </>
        )
      }
    >
      {shared === undefined ? (
        <p className={styles.waiting} role="status">
          <Spinner /> {t('check.sideWaiting', { name })}
        </p>
      ) : (
        <div className={styles.shared}>
          <p>{t('check.sideBody')}</p>
          <SafetyPicture
            left={shared}
            right={shared}
            label={t('check.sharedPicture', { color: t(colorKeyOf(shared)) })}
          />
          <p className={styles.word} lang="en">
            {shared.words.join(' ')}
          </p>
        </div>
      )}
    </SmallDialog>
  );
}
