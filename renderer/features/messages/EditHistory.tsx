import { useEffect, useState } from 'react';
import type { EditView, MessageView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { formatDateTime, useTranslate } from '../../i18n.tsx';
import { FormattedText } from '../text/FormattedText.tsx';
import styles from './EditHistory.module.css';
import { messageElementId } from './message-popup.ts';

interface EditHistoryProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}

/** Every wording of a message, the newest first. */
export function EditHistory({ message, onClose }: EditHistoryProps) {
  const t = useTranslate();
  const edits = useEdits(message);
  return (
    <SmallDialog
      title={t('history.title')}
      onClose={onClose}
      returnTo={() => document.getElementById(messageElementId(message.id))}
    >
      {edits === 'loading' && (
        <p className={styles.state}>
          <Spinner /> {t('history.loading')}
        </p>
      )}
      {edits === 'failed' && <p className={styles.state}>{t('history.failed')}</p>}
      {typeof edits === 'object' && (
        <ol className={styles.list}>
          {edits.toReversed().map((edit, index) => (
            <li key={`${edit.atMs} ${edit.text}`} className={styles.edit}>
              <p className={styles.when}>
                {index === 0 && <strong>{t('history.now')} · </strong>}
                <time dateTime={new Date(edit.atMs).toISOString()}>{formatDateTime(edit.atMs)}</time>
              </p>
              <p className={styles.text} dir="auto">
                <FormattedText text={edit.text} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </SmallDialog>
  );
}

/** Asked for once: while its history is open nobody writes a new one. */
function useEdits({ conversationId, id }: MessageView): readonly EditView[] | 'loading' | 'failed' {
  const [edits, setEdits] = useState<readonly EditView[] | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let isWanted = true;
    void bridge.getEdits({ conversationId, messageId: id }).then((answer) => {
      if (isWanted) setEdits(answer.ok ? answer.value.edits : 'failed');
    });
    return () => {
      isWanted = false;
    };
  }, [conversationId, id]);
  return edits;
}
