import { Toast } from '@base-ui/react/toast';
import { type MessageKey, type MessageValues, translate } from '../i18n.tsx';

/** Outside React, so that whatever fails can say so. */
export const toasts = Toast.createToastManager();

/** Tells one sentence. The same sentence twice stays one note. */
export function tell(key: MessageKey, values?: MessageValues): void {
  const title = translate(key, values);
  toasts.add({ id: title, title });
}

/** What is offered now, by its sentence: of two that are alike the newer one stays. One that is just leaving can't come back. */
const offered = new Map<string, string>();

/** Tells one sentence with one thing to do about it; the answer takes it back. `onPassed`: it went without having been taken. */
export function offer(
  key: MessageKey,
  values: MessageValues,
  actionKey: MessageKey,
  act: () => void,
  onPassed?: () => void,
): () => void {
  const title = translate(key, values);
  const before = offered.get(title);
  if (before !== undefined) toasts.close(before);
  let isTaken = false;
  const actionProps = {
    children: translate(actionKey, values),
    onClick: () => {
      isTaken = true;
      toasts.close(id);
      act();
    },
  };
  const onClose = () => {
    if (offered.get(title) === id) offered.delete(title);
    if (!isTaken) onPassed?.();
  };
  const id = toasts.add({ title, actionProps, onClose });
  offered.set(title, id);
  return () => toasts.close(id);
}
