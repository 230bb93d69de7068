import { useCallback, useDeferredValue, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import type { TrayItem } from '../../store/drafts-slice.ts';
import styles from './PhotoTray.module.css';
import { TrayHead } from './TrayHead.tsx';
import { TrayPhoto } from './TrayPhoto.tsx';
import { moved } from './tray-order.ts';

interface PhotoTrayProps {
  readonly id: ConversationId;
  readonly tray: readonly TrayItem[];
}

/** Photos and clips that go with the next message, in their order, each with its caption. */
export function PhotoTray({ id, tray: now }: PhotoTrayProps) {
  const t = useTranslate();
  // A hundred at once, and each again when it is prepared: drawn in parts, and a key goes first.
  const later = useDeferredValue(now);
  const tray = now.length === 0 ? now : later;
  const updateDraft = useAppStore((state) => state.updateDraft);
  const [news, setNews] = useState('');
  const count = tray.length;
  const move = useCallback(
    (fileId: number, to: number) => {
      updateDraft(id, ({ tray: now }) => {
        const from = now.findIndex((item) => item.fileId === fileId);
        return { tray: moved(now, from, to), isArranged: true };
      });
      setNews(t('tray.moved', { position: Math.max(1, Math.min(to + 1, count)), count }));
    },
    [id, count, t, updateDraft],
  );
  if (count === 0) return null;

  const workedOn = nextToPrepare(tray);
  return (
    <section className={styles.tray} aria-label={t('tray.label')}>
      <TrayHead id={id} tray={tray} />
      <ul className={styles.items}>
        {tray.map((item, index) => (
          <TrayPhoto
            key={item.fileId}
            id={id}
            item={item}
            index={index}
            count={count}
            isWorkedOn={item.fileId === workedOn}
            onMove={move}
          />
        ))}
      </ul>
      <p className="spoken" role="status">
        {news}
      </p>
    </section>
  );
}

/** They are taken one after the other, in the order of their numbers. */
function nextToPrepare(tray: readonly TrayItem[]): number {
  return Math.min(...tray.flatMap(({ state, fileId }) => (state === 'preparing' ? [fileId] : [])));
}
