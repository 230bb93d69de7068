import { useCallback, useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { formatBytes, useTranslate } from '../../i18n.tsx';
import { QUOTA_BYTES_CHOICES } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Choice } from './Choice.tsx';
import { Group } from './Group.tsx';
import styles from './Storage.module.css';
import { askRoom, type Room, setQuota } from './storage-actions.ts';

const NO_QUOTA = 'none';

/** What takes room on this disk, the largest first, and how much may. */
export function Storage() {
  const t = useTranslate();
  const conversations = useAppStore((state) => state.conversationsById);
  const showConversation = useAppStore((state) => state.showConversation);
  const showDetails = useAppStore((state) => state.showDetails);
  const [room, setRoom] = useState<Room | null>(null);
  const look = useCallback(() => void askRoom().then((answer) => answer !== null && setRoom(answer)), []);
  useEffect(look, [look]);
  if (room === null) return null;

  const { rooms, quotaBytes } = room;
  const totalBytes = rooms.reduce((total, { bytes }) => total + bytes, 0);
  const largestBytes = rooms[0]?.bytes ?? 0;
  const known = rooms.flatMap(({ conversationId, bytes }) => {
    const conversation = conversations[conversationId];
    return conversation === undefined ? [] : [{ id: conversationId, name: conversation.name, bytes }];
  });
  const choose = async (value: string) => {
    await setQuota(value === NO_QUOTA ? undefined : Number(value));
    look();
  };
  return (
    <>
      <Group title={t('storage.room')} hint={t('storage.roomHint', { size: formatBytes(totalBytes) })}>
        <ul className={styles.rooms}>
          {known.map(({ id, name, bytes }) => (
            <li key={id} className={styles.room}>
              <bdi className={styles.name}>{name}</bdi>
              <span className={styles.size}>{formatBytes(bytes)}</span>
              <span className={styles.bar} aria-hidden="true">
                <span
                  className={styles.filled}
                  style={{ inlineSize: `${(100 * bytes) / Math.max(1, largestBytes)}%` }}
                />
              </span>
              <Button
                look="quiet"
                className={styles.open}
                aria-label={t('storage.openNamed', { name })}
                onClick={() => {
                  showConversation(id);
                  showDetails('media');
                }}
              >
                {t('storage.open')}
              </Button>
            </li>
          ))}
        </ul>
      </Group>
      <Group title={t('storage.quota')} hint={t('storage.quotaHint')}>
        <Choice
          label={t('storage.quota')}
          value={quotaBytes === undefined ? NO_QUOTA : String(quotaBytes)}
          options={[
            [NO_QUOTA, t('storage.noQuota')] as const,
            ...QUOTA_BYTES_CHOICES.map((bytes) => [String(bytes), formatBytes(bytes)] as const),
          ]}
          onChange={(value) => void choose(value)}
        />
      </Group>
    </>
  );
}
