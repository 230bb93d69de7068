import type { MessageView } from '../../../electron/bridge/contract.ts';
import { formatTime, useTranslate } from '../../i18n.tsx';
import { messageElementId, type OpenPopup } from '../messages/message-popup.ts';
import styles from './EditedMark.module.css';

interface EditedMarkProps {
  readonly message: MessageView;
  readonly onOpen: OpenPopup;
}

/** Says that a text was changed; a click shows what it said before. */
export function EditedMark({ message, onOpen }: EditedMarkProps) {
  const t = useTranslate();
  const { id, editedAtMs, content } = message;
  if (editedAtMs === undefined || content.kind !== 'text') return null;
  const hint = t('message.editedHint', { time: formatTime(editedAtMs) });
  return (
    <button
      type="button"
      className={styles.edited}
      title={hint}
      onClick={() => {
        const anchor = document.getElementById(messageElementId(id));
        if (anchor !== null) onOpen({ kind: 'history', messageId: id, anchor });
      }}
    >
      {t('message.edited')}
    </button>
  );
}
