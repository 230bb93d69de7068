import type { StartProblem } from '../../../electron/bridge/contract.ts';
import { FullPage } from '../../components/FullPage.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './StartFailure.module.css';

const WORDS = {
  'folder-not-writable': ['startFailed.folderNotWritable.title', 'startFailed.folderNotWritable.body'],
  'folder-in-use': ['startFailed.folderInUse.title', 'startFailed.folderInUse.body'],
  'store-newer': ['startFailed.storeNewer.title', 'startFailed.storeNewer.body'],
  'store-damaged': ['startFailed.storeDamaged.title', 'startFailed.storeDamaged.body'],
  'key-missing': ['startFailed.keyMissing.title', 'startFailed.keyMissing.body'],
  'passphrase-needed': ['startFailed.passphraseNeeded.title', 'startFailed.passphraseNeeded.body'],
  internal: ['startFailed.internal.title', 'startFailed.internal.body'],
} as const satisfies Record<StartProblem, readonly [title: MessageKey, body: MessageKey]>;

interface StartFailureProps {
  readonly problem: StartProblem;
  readonly detail: string;
}

/** What is wrong with the data folder and what to do. Nothing in it was changed. */
export function StartFailure({ problem, detail }: StartFailureProps) {
  const t = useTranslate();
  const [title, body] = WORDS[problem];
  return (
    <FullPage title={t(title)}>
      <p>{t(body)}</p>
      {detail !== '' && (
        <details className={styles.details}>
          <summary>{t('startFailed.details')}</summary>
          <p className={styles.detail}>{detail}</p>
        </details>
      )}
    </FullPage>
  );
}
