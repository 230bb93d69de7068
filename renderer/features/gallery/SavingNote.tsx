import { X } from 'lucide-react';
import type { SavingView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { type Translate, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { SAVE_PROBLEM_KEYS } from '../files/save-content.ts';
import { TransferBar } from '../transfers/TransferBar.tsx';
import styles from './SavingNote.module.css';
import { showSaved, stopSaving } from './save-all.ts';

/** How saving goes, wherever one is in the window, until it was read. */
export function SavingNote() {
  const t = useTranslate();
  const saving = useAppStore((state) => state.saving);
  const applySaving = useAppStore((state) => state.applySaving);
  if (saving === null) return null;
  const { state, doneCount, totalCount } = saving;
  const words = wordsOf(saving, t);
  return (
    <section className={styles.note} aria-label={t('saving.label')} data-state={state}>
      {/* Counting aloud would chatter: only how it ended is said. */}
      <p className={styles.words} role={state === 'running' ? undefined : 'status'}>
        {words}
      </p>
      {state === 'running' && (
        <TransferBar progress={totalCount === 0 ? 0 : doneCount / totalCount} label={words} isStill={false} />
      )}
      <div className={styles.actions}>
        {state === 'running' && (
          <Button look="quiet" onClick={() => void stopSaving()}>
            {t('saving.stop')}
          </Button>
        )}
        {state !== 'running' && doneCount > 0 && (
          <Button look="quiet" onClick={() => void showSaved()}>
            {t('files.showSaved')}
          </Button>
        )}
        {state !== 'running' && (
          <IconButton look="small" label={t('toast.dismiss')} onClick={() => applySaving(null)}>
            <X />
          </IconButton>
        )}
      </div>
    </section>
  );
}

function wordsOf({ state, doneCount, totalCount, missingCount, folder, problem }: SavingView, t: Translate): string {
  const counts = { done: doneCount, total: totalCount, folder };
  const missing = missingCount > 0 ? t('saving.missing', { count: missingCount }) : '';
  switch (state) {
    case 'running':
      return t('saving.running', counts);
    case 'done':
      return `${t('saving.done', counts)} ${missing}`.trim();
    case 'stopped':
      return t('saving.stopped', counts);
    default:
      return `${t('saving.stopped', counts)} ${t(SAVE_PROBLEM_KEYS[problem ?? 'failed'])}`;
  }
}
