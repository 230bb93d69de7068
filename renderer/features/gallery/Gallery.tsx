import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './Gallery.module.css';
import { GalleryPane } from './GalleryPane.tsx';
import type { GalleryPhoto } from './gallery-items.ts';
import type { GalleryKind } from './use-gallery.ts';

interface GalleryProps {
  readonly conversation: ConversationView;
  readonly onOpen: (photos: readonly GalleryPhoto[], index: number) => void;
  readonly onClose: () => void;
}

const KINDS: readonly (readonly [GalleryKind, MessageKey])[] = [
  ['album', 'gallery.photos'],
  ['file', 'gallery.files'],
  ['voice', 'gallery.voice'],
];

/** The column beside a chat with everything that was sent in it: photos, files and voice messages by month. */
export function Gallery({ conversation, onOpen, onClose }: GalleryProps) {
  const t = useTranslate();
  const [kind, setKind] = useState<GalleryKind>('album');
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const { name, group } = conversation;
  return (
    <aside
      className={styles.gallery}
      aria-label={t('gallery.label', { name })}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{t(group === undefined ? 'gallery.title' : 'gallery.titleGroup')}</h3>
        <IconButton ref={close} label={t('gallery.close')} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <fieldset className={styles.kinds} aria-label={t('gallery.kinds')}>
        {KINDS.map(([one, label]) => (
          <button
            key={one}
            type="button"
            className={styles.kind}
            aria-pressed={kind === one}
            onClick={() => setKind(one)}
          >
            {t(label)}
          </button>
        ))}
      </fieldset>
      <GalleryPane key={`${conversation.id} ${kind}`} conversation={conversation} kind={kind} onOpen={onOpen} />
    </aside>
  );
}
