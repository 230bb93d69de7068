import type { StartProblem } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { FullPage } from '../../components/FullPage.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { showPlace } from '../settings/show-place.ts';
import { BeginAnew } from './BeginAnew.tsx';
import { openAgain } from './open-again.ts';
import styles from './StartFailure.module.css';

interface Failure {
  readonly title: MessageKey;
  readonly body: MessageKey;
  /** What to look at. */
  readonly place?: 'data' | 'logs';
  /** It may never open again; everything else can be put right from outside. */
  readonly mayBeginAnew?: boolean;
}

const FAILURES = {
  'folder-not-writable': {
    title: 'startFailed.folderNotWritable.title',
    body: 'startFailed.folderNotWritable.body',
    place: 'data',
  },
  'folder-in-use': { title: 'startFailed.folderInUse.title', body: 'startFailed.folderInUse.body' },
  'store-newer': { title: 'startFailed.storeNewer.title', body: 'startFailed.storeNewer.body' },
  'store-damaged': {
    title: 'startFailed.storeDamaged.title',
    body: 'startFailed.storeDamaged.body',
    place: 'data',
    mayBeginAnew: true,
  },
  'key-missing': {
    title: 'startFailed.keyMissing.title',
    body: 'startFailed.keyMissing.body',
    place: 'data',
    mayBeginAnew: true,
  },
  'passphrase-needed': {
    title: 'startFailed.passphraseNeeded.title',
    body: 'startFailed.passphraseNeeded.body',
    mayBeginAnew: true,
  },
  internal: { title: 'startFailed.internal.title', body: 'startFailed.internal.body', place: 'logs' },
} as const satisfies Record<StartProblem, Failure>;

const PLACE_KEYS = { data: 'startFailed.showData', logs: 'startFailed.showLogs' } as const satisfies Record<
  string,
  MessageKey
>;

interface StartFailureProps {
  readonly problem: StartProblem;
  readonly detail: string;
}

/** What is wrong with the data folder and what to do. Nothing in it was changed. */
export function StartFailure({ problem, detail }: StartFailureProps) {
  const t = useTranslate();
  const { title, body, place, mayBeginAnew }: Failure = FAILURES[problem];
  return (
    <FullPage title={t(title)}>
      <p>{t(body)}</p>
      <div className={styles.ways}>
        <Button look="main" onClick={() => void openAgain()}>
          {t('startFailed.tryAgain')}
        </Button>
        {place !== undefined && <Button onClick={() => void showPlace(place)}>{t(PLACE_KEYS[place])}</Button>}
      </div>
      {mayBeginAnew === true && <BeginAnew leadKey="beginAnew.lead" />}
      {detail !== '' && (
        <details className={styles.details}>
          <summary>{t('startFailed.details')}</summary>
          <p className={styles.detail}>{detail}</p>
        </details>
      )}
    </FullPage>
  );
}
