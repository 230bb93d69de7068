import { Check } from 'lucide-react';
import type { BackupView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { formatDateTime, formatPercent, type MessageKey, useTranslate } from '../../i18n.tsx';
import { Buttons } from './Buttons.tsx';
import { chooseCopyFolder, copyNow, stopCopies } from './backup-actions.ts';
import styles from './FullCopy.module.css';
import { State } from './State.tsx';
import { showPlace } from './show-place.ts';

type Copy = NonNullable<BackupView['copy']>;

const TROUBLE_KEYS = {
  'folder-missing': 'notice.copyTrouble.folderMissing',
  'disk-full': 'notice.copyTrouble.diskFull',
  failed: 'notice.copyTrouble.failed',
} as const satisfies Record<NonNullable<Copy['problem']>, MessageKey>;

/** The copy that is made by itself once a day. */
export function FullCopy({ copy }: { readonly copy: Copy | undefined }) {
  const t = useTranslate();
  if (copy === undefined) {
    return <Button onClick={() => void chooseCopyFolder()}>{t('backup.copyChoose')}</Button>;
  }
  const isBusy = copy.progress !== undefined;
  return (
    <>
      <CopyState copy={copy} />
      <Buttons>
        <Button disabled={isBusy} onClick={() => void copyNow()}>
          {t('backup.copyNow')}
        </Button>
        <Button onClick={() => void showPlace('copy')}>{t('backup.show')}</Button>
        <Button disabled={isBusy} onClick={() => void chooseCopyFolder()}>
          {t('backup.copyElsewhere')}
        </Button>
        <Button disabled={isBusy} onClick={() => void stopCopies()}>
          {t('backup.copyStop')}
        </Button>
      </Buttons>
    </>
  );
}

function CopyState({ copy: { folder, madeAtMs, problem, progress } }: { readonly copy: Copy }) {
  const t = useTranslate();
  if (progress !== undefined) {
    return (
      <div className={styles.busy} role="status">
        <span>{t('backup.copyBusy', { percent: formatPercent(progress), folder })}</span>
        <progress className={styles.progress} value={progress} aria-label={t('backup.copy')} />
      </div>
    );
  }
  return (
    <>
      {madeAtMs !== undefined && (
        <State icon={<Check />}>{t('backup.copyMade', { date: formatDateTime(madeAtMs), folder })}</State>
      )}
      {madeAtMs === undefined && problem === undefined && <State>{t('backup.copyNone', { folder })}</State>}
      {problem !== undefined && <State tone="look">{t(TROUBLE_KEYS[problem])}</State>}
    </>
  );
}
