import { useRef } from 'react';
import type { MessageView, PhotoView } from '../../../electron/bridge/contract.ts';
import { formatBytes, type Translate, useTranslate } from '../../i18n.tsx';
import { TransferBar } from '../transfers/TransferBar.tsx';
import { TransferButtons } from '../transfers/TransferButtons.tsx';
import { type Sender, whyAsks, whyWithheld } from '../transfers/transfer-words.ts';
import { useLookedAt } from '../transfers/use-looked-at.ts';
import styles from './AlbumTransfer.module.css';
import { type AlbumStanding, albumStanding } from './album-transfer.ts';

interface AlbumTransferProps {
  readonly message: MessageView;
  readonly photos: readonly PhotoView[];
  readonly sender: Sender;
}

/** How many photos are here and what becomes of the rest, for all of them at once. */
export function AlbumTransfer({ message, photos, sender }: AlbumTransferProps) {
  const t = useTranslate();
  const element = useRef<HTMLDivElement>(null);
  const standing = message.isMine ? null : albumStanding(photos);
  useLookedAt(element, message, standing?.state === 'coming');
  if (standing === null) return null;
  const { state, progress } = standing;
  const words = wordsOf(standing, photos.length, t);
  return (
    <div ref={element} className={styles.transfer}>
      {(state === 'coming' || state === 'paused') && (
        <TransferBar progress={progress} label={words} isStill={state === 'paused' || sender.isAway} />
      )}
      <p className={styles.words}>
        <span>
          {words} {state === 'coming' && sender.isAway && t('album.restLater', { name: sender.name })}
        </span>
        <TransferButtons message={message} state={state} declineKey="transfer.notNow" />
      </p>
    </div>
  );
}

function wordsOf({ state, why, count, missingBytes, wholeCount }: AlbumStanding, total: number, t: Translate): string {
  switch (state) {
    case 'asks':
      return t('album.asks', { count, size: formatBytes(missingBytes), why: whyAsks(why, t) });
    case 'paused':
      return t('album.paused', { whole: wholeCount, total });
    case 'declined':
      return t('album.declined', { count });
    case 'failed':
      return t('album.failed', { count });
    case 'withheld':
      return t('album.withheld', { count, why: whyWithheld(why, t) });
    default:
      return t('album.here', { whole: wholeCount, total });
  }
}
