import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './ClosedComposer.module.css';
import { closedKey } from './group-people.ts';

/** In place of the composer: why one can't write here. */
export function ClosedComposer({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const key = closedKey(conversation.group);
  if (key === null) return null;
  return (
    <p className={styles.closed} role="status">
      {t(key, { name: conversation.group?.invitedBy ?? conversation.name })}
    </p>
  );
}
