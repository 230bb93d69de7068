import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../i18n.tsx';
import { IconButton } from './IconButton.tsx';
import { returnFocusTo } from './return-focus.ts';
import styles from './SmallDialog.module.css';

interface SmallDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What may be done, at the end; the first is the one to do. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  /** Where the focus goes afterwards. */
  readonly returnTo?: () => HTMLElement | null;
}

/** One question or one look at something, over the window. Escape and a click outside close it. */
export function SmallDialog({ title, children, actions, onClose, returnTo }: SmallDialogProps) {
  const t = useTranslate();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.veil ?? ''} />
        <Dialog.Popup className={styles.dialog ?? ''} finalFocus={() => returnFocusTo(returnTo?.())}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title ?? ''}>{title}</Dialog.Title>
            <Dialog.Close render={<IconButton look="small" label={t('dialog.close')} />}>
              <X />
            </Dialog.Close>
          </div>
          {children}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
