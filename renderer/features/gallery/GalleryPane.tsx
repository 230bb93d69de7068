import { useMemo, useState } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { formatDate, type MessageKey, useTranslate } from '../../i18n.tsx';
import { FileBubble } from '../files/FileBubble.tsx';
import { VoiceBubble } from '../voice/VoiceBubble.tsx';
import { EndOfList } from './EndOfList.tsx';
import styles from './GalleryPane.module.css';
import { GalleryTile } from './GalleryTile.tsx';
import { byMonth, type GalleryMonth, type GalleryPhoto, keysOf, personOf, photosOf } from './gallery-items.ts';
import { PersonFilter } from './PersonFilter.tsx';
import { saveAll } from './save-all.ts';
import { type GalleryKind, useGallery } from './use-gallery.ts';

interface GalleryPaneProps {
  readonly conversation: ConversationView;
  readonly kind: GalleryKind;
  readonly onOpen: (photos: readonly GalleryPhoto[], index: number) => void;
}

const EMPTY_KEYS = {
  album: 'gallery.noPhotos',
  file: 'gallery.noFiles',
  voice: 'gallery.noVoice',
} as const satisfies Record<GalleryKind, MessageKey>;

/** One kind, by month, more of it as one scrolls. */
export function GalleryPane({ conversation, kind, onOpen }: GalleryPaneProps) {
  const t = useTranslate();
  const gallery = useGallery(conversation.id, kind);
  const [person, setPerson] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const shown = useMemo(
    () => (gallery.messages ?? []).filter((message) => person === null || personOf(message) === person),
    [gallery.messages, person],
  );
  const months = useMemo(() => byMonth(shown), [shown]);
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const { id, name, group, trust } = conversation;
  const isEmpty = gallery.messages !== undefined && shown.length === 0 && !gallery.hasOlder && !gallery.hasFailed;
  return (
    <>
      {group !== undefined && <PersonFilter group={group} person={person} onChange={setPerson} />}
      {shown.length > 0 && (
        <Tools
          chosen={chosen}
          canChoose={kind === 'album'}
          onChoose={setChosen}
          onSave={() => {
            const what = chosen !== null ? [...chosen] : person === null ? kind : [...keysOf(shown)];
            void saveAll(id, what).then((isStarted) => isStarted && setChosen(null));
          }}
        />
      )}
      <div className={styles.scroller}>
        {months.map((month) => (
          <section key={month.month} className={styles.month} aria-label={monthWords(month)}>
            <h4 className={styles.monthName}>{monthWords(month)}</h4>
            {kind === 'album' ? (
              <ul className={styles.tiles}>
                {photosOf(month.messages).map((item) => (
                  <GalleryTile
                    key={item.photo.key}
                    item={item}
                    isChosen={chosen?.has(item.photo.key)}
                    onClick={() => {
                      const photos = photosOf(shown);
                      if (chosen !== null) toggle(item.photo.key);
                      else
                        onOpen(
                          photos,
                          photos.findIndex(({ photo }) => photo.key === item.photo.key),
                        );
                    }}
                  />
                ))}
              </ul>
            ) : (
              <ul className={styles.rows}>
                {month.messages.map((message) => {
                  const sender = { name: message.author?.name ?? name, isAway: trust.state === 'waiting' };
                  const { content } = message;
                  return (
                    <li key={message.id} className={styles.row}>
                      {content.kind === 'file' && <FileBubble message={message} file={content.file} sender={sender} />}
                      {content.kind === 'voice' && (
                        <VoiceBubble message={message} voice={content.voice} sender={sender} />
                      )}
                      <p className={styles.from}>
                        {t('gallery.from', {
                          name: message.isMine ? t('message.sentByYou') : sender.name,
                          date: formatDate(message.atMs, { day: 'numeric', month: 'long' }),
                        })}
                      </p>
                    </li>
                  );
                })}
              </ul>
            )}
          </section>
        ))}
        {isEmpty && <p className={styles.empty}>{t(person === null ? EMPTY_KEYS[kind] : 'gallery.noneOfPerson')}</p>}
        {gallery.hasFailed && (
          <p className={styles.empty} role="status">
            {t('gallery.failed')}{' '}
            <Button look="quiet" onClick={gallery.loadOlder}>
              {t('chat.tryAgain')}
            </Button>
          </p>
        )}
        {gallery.hasOlder && !gallery.hasFailed && (
          <EndOfList key={shown.length} onReached={gallery.loadOlder}>
            <Spinner />
          </EndOfList>
        )}
      </div>
    </>
  );
}

const monthWords = ({ atMs }: GalleryMonth): string => formatDate(atMs, { month: 'long', year: 'numeric' });

interface ToolsProps {
  /** Keys; null while nothing is being chosen. */
  readonly chosen: ReadonlySet<string> | null;
  readonly canChoose: boolean;
  readonly onChoose: (chosen: ReadonlySet<string> | null) => void;
  readonly onSave: () => void;
}

function Tools({ chosen, canChoose, onChoose, onSave }: ToolsProps) {
  const t = useTranslate();
  if (chosen === null) {
    return (
      <div className={styles.tools}>
        <Button onClick={onSave}>{t('gallery.saveAll')}</Button>
        {canChoose && <Button onClick={() => onChoose(new Set())}>{t('gallery.choose')}</Button>}
      </div>
    );
  }
  return (
    <div className={styles.tools}>
      <Button look="main" disabled={chosen.size === 0} onClick={onSave}>
        {t('gallery.saveChosen', { count: chosen.size })}
      </Button>
      <Button onClick={() => onChoose(null)}>{t('dialog.cancel')}</Button>
    </div>
  );
}
