import { useEffect, useId, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversationIds } from '../../store/conversations-slice.ts';
import { exportConversation } from './backup-actions.ts';
import styles from './ExportChats.module.css';

/** One chat as a folder that opens anywhere. */
export function ExportChats() {
  const t = useTranslate();
  const countId = useId();
  const ids = useAppStore(useShallow(selectConversationIds));
  const conversations = useAppStore((state) => state.conversationsById);
  const [chosen, setChosen] = useState<ConversationId | undefined>(undefined);
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => bridge.on('exportProgress', ({ messageCount }) => setCount(messageCount)), []);

  const id = chosen !== undefined && ids.includes(chosen) ? chosen : ids[0];
  if (id === undefined) return <p>{t('backup.exportNothing')}</p>;
  const begin = async () => {
    setCount(0);
    await exportConversation(id);
    setCount(null);
  };
  return (
    <>
      <div className={styles.row}>
        <select
          className={styles.chats}
          aria-label={t('backup.exportWhich')}
          value={id}
          onChange={(event) => setChosen(ids.find((each) => each === event.target.value))}
        >
          {ids.map((each) => (
            <option key={each} value={each}>
              {conversations[each]?.name}
            </option>
          ))}
        </select>
        <Button disabled={count !== null} aria-describedby={countId} onClick={() => void begin()}>
          {t('backup.exportBegin')}
        </Button>
      </div>
      <p id={countId} className={styles.count} role="status">
        {count !== null && count > 0 && t('backup.exportBusy', { count })}
      </p>
    </>
  );
}
