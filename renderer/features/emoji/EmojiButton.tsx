import { Popover } from '@base-ui/react/popover';
import { Smile } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { popupsPlace } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './EmojiButton.module.css';

const EmojiPicker = lazy(async () => ({ default: (await import('./EmojiPicker.tsx')).EmojiPicker }));

interface EmojiButtonProps {
  readonly onPick: (emoji: string) => void;
  /** Where writing goes on. */
  readonly returnTo: () => HTMLElement | null;
}

/** Emoji for the text being written. */
export function EmojiButton({ onPick, returnTo }: EmojiButtonProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const picked = useRef(false);
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open) => {
        picked.current = false;
        setOpen(open);
      }}
    >
      <Popover.Trigger render={<IconButton label={t('emoji.open')} />}>
        <Smile />
      </Popover.Trigger>
      <Popover.Portal container={popupsPlace()}>
        <Popover.Positioner
          className={styles.positioner ?? ''}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
        >
          <Popover.Popup
            className={styles.popup ?? ''}
            aria-label={t('emoji.open')}
            finalFocus={() => (picked.current ? returnTo() : true)}
          >
            <Suspense>
              <EmojiPicker
                onPick={(emoji) => {
                  picked.current = true;
                  onPick(emoji);
                  setOpen(false);
                }}
              />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
