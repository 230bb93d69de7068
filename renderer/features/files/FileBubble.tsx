import { FileIcon, FileWarning } from 'lucide-react';
import { useRef } from 'react';
import type { FileView, MessageView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { formatBytes, useTranslate } from '../../i18n.tsx';
import { TransferBar } from '../transfers/TransferBar.tsx';
import { TransferButtons } from '../transfers/TransferButtons.tsx';
import { type Sender, transferWords } from '../transfers/transfer-words.ts';
import { useLookedAt } from '../transfers/use-looked-at.ts';
import styles from './FileBubble.module.css';
import { FileName } from './FileName.tsx';
import { openContent, saveContent } from './save-content.ts';

interface FileBubbleProps {
  readonly message: MessageView;
  readonly file: FileView;
  readonly sender: Sender;
}

/** A file: what it is called, how large it is, where it stands and what can be done with it. */
export function FileBubble({ message, file, sender }: FileBubbleProps) {
  const t = useTranslate();
  const element = useRef<HTMLDivElement>(null);
  const { transfer, isProgram, key } = file;
  const isHere = transfer.state === 'here';
  useLookedAt(element, message, transfer.state === 'coming');
  const size = formatBytes(file.bytes);
  const state = transferWords(transfer, sender, t);
  const { conversationId } = message;
  return (
    <div ref={element} className={styles.file}>
      {isProgram ? (
        <FileWarning className={styles.icon} data-look="program" aria-hidden="true" />
      ) : (
        <FileIcon className={styles.icon} aria-hidden="true" />
      )}
      <div className={styles.words}>
        <FileName name={file.name} />
        <p className={styles.state}>
          <span>{size}</span>
          {state !== null && <span>{state}</span>}
        </p>
        {(transfer.state === 'coming' || transfer.state === 'paused') && (
          <TransferBar progress={transfer.progress} label={file.name} isStill={transfer.state === 'paused'} />
        )}
        {isProgram && (
          <p className={styles.warning}>
            {message.isMine ? t('files.programOwn') : t('files.program', { name: sender.name })}
          </p>
        )}
        <p className={styles.actions}>
          {isHere && !isProgram && (
            <Button look="quiet" onClick={() => void openContent(conversationId, key)}>
              {t('files.open')}
            </Button>
          )}
          {isHere && (
            <Button look="quiet" onClick={() => void saveContent(conversationId, key)}>
              {t('files.saveAs')}
            </Button>
          )}
          <TransferButtons message={message} state={transfer.state} />
        </p>
      </div>
    </div>
  );
}
