import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../i18n.tsx';
import { TOAST_MS } from '../limits.ts';
import { type AppState, useAppStore } from '../store/app-store.ts';
import { selectPane } from '../store/view-slice.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Toaster.module.css';
import { toasts } from './toasts.ts';

const TOASTS_MAX = 3; // more would cover the chat

/**
 * Short notes: what was done, what failed and why. They go by themselves and can be put away. They stand at the bottom, but in a chat under
 * its head: at its end is what was written last, and what one is writing.
 */
export function Toaster({ children }: { readonly children: ReactNode }) {
  const t = useTranslate();
  const isAtTop = useAppStore(isChatInView);
  return (
    <Toast.Provider toastManager={toasts} timeout={TOAST_MS} limit={TOASTS_MAX}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          className={styles.viewport ?? ''}
          data-notes
          data-place={isAtTop ? 'top' : 'bottom'}
          aria-label={t('toast.label')}
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** With nothing laid over it: those begin at the top. */
const isChatInView = (state: AppState): boolean =>
  selectPane(state).name === 'conversation' &&
  state.overlay === null &&
  state.verifying === null &&
  state.openingLink === null;

function ToastList() {
  const t = useTranslate();
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast ?? ''} swipeDirection={['up', 'down', 'right']}>
      <Toast.Content className={styles.content ?? ''}>
        <Toast.Title className={styles.text ?? ''} />
        <Toast.Action className={styles.action ?? ''} />
        <Toast.Close className={styles.close ?? ''} render={<IconButton look="small" label={t('toast.dismiss')} />}>
          <X />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
