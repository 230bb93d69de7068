import { Toast } from '@base-ui/react/toast';
import { type MessageKey, type MessageValues, translate } from '../i18n.tsx';

/** Outside React, so that whatever fails can say so. */
export const toasts = Toast.createToastManager();

/** Tells one sentence. The same sentence twice stays one note. */
export function tell(key: MessageKey, values?: MessageValues): void {
  const title = translate(key, values);
  toasts.add({ id: title, title });
}

/** Tells one sentence with one thing to do about it; the answer takes it back. `onPassed`: it went without having been taken. */
export function offer(
  key: MessageKey,
  values: MessageValues,
  actionKey: MessageKey,
  act: () => void,
  onPassed?: () => void,
): () => void {
  const title = translate(key, values);
  let isTaken = false;
  const actionProps = {
    children: translate(actionKey, values),
    onClick: () => {
      isTaken = true;
      toasts.close(title);
      act();
    },
  };
  toasts.add({ id: title, title, actionProps, onClose: () => !isTaken && onPassed?.() });
  return () => toasts.close(title);
}
