import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../i18n.tsx';
import { TOAST_MS } from '../limits.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Toaster.module.css';
import { toasts } from './toasts.ts';

const TOASTS_MAX = 3; // more would cover the chat

/** Short notes at the bottom: what failed and why. They go by themselves and can be put away. */
export function Toaster({ children }: { readonly children: ReactNode }) {
  const t = useTranslate();
  return (
    <Toast.Provider toastManager={toasts} timeout={TOAST_MS} limit={TOASTS_MAX}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport ?? ''} data-notes aria-label={t('toast.label')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const t = useTranslate();
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast ?? ''} swipeDirection={['down', 'right']}>
      <Toast.Content className={styles.content ?? ''}>
        <Toast.Title className={styles.text ?? ''} />
        <Toast.Action className={styles.action ?? ''} />
        <Toast.Close render={<IconButton look="small" label={t('toast.dismiss')} />}>
          <X />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
