import { Check } from 'lucide-react';
import { useState } from 'react';
import type { BackupView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { formatDateTime, useTranslate } from '../../i18n.tsx';
import { Buttons } from './Buttons.tsx';
import { saveRescueFile } from './backup-actions.ts';
import { State } from './State.tsx';
import { showPlace } from './show-place.ts';

/** Where the rescue file lies and whether it is up to date. */
export function RescueFile({ file }: { readonly file: BackupView['rescueFile'] }) {
  const t = useTranslate();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await saveRescueFile();
    setBusy(false);
  };
  if (file === undefined) {
    return (
      <Button disabled={isBusy} onClick={() => void save()}>
        {t(isBusy ? 'backup.fileBusy' : 'backup.fileSave')}
      </Button>
    );
  }
  const { path, savedAtMs, isStale } = file;
  return (
    <>
      {isStale ? (
        <State tone="look">{t('backup.fileStale', { date: formatDateTime(savedAtMs), path })}</State>
      ) : (
        <State icon={<Check />}>{t('backup.fileFresh', { date: formatDateTime(savedAtMs), path })}</State>
      )}
      <Buttons>
        <Button disabled={isBusy} onClick={() => void save()}>
          {t(isBusy ? 'backup.fileBusy' : 'backup.fileSaveAgain')}
        </Button>
        <Button onClick={() => void showPlace('rescue-file')}>{t('backup.showFile')}</Button>
      </Buttons>
    </>
  );
}
