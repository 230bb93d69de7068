import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { isMedia } from '../files/choose-files.ts';
import styles from './DropTarget.module.css';
import { filesOfDrop } from './files-of-drop.ts';
import { tellEmptyFolder, tellLeftOut } from './stage-files.ts';
import { takeFiles } from './take-files.ts';
import { useFileDrop } from './use-file-drop.ts';

interface DropTargetProps {
  readonly conversation: ConversationView;
  readonly children: ReactNode;
}

/** Photos and files may be dropped anywhere in the chat, and pasted wherever the focus is. */
export function DropTarget({ conversation, children }: DropTargetProps) {
  const t = useTranslate();
  const { id, name } = conversation;
  const target = useRef<HTMLDivElement>(null);
  const onDrop = useCallback(
    (transfer: DataTransfer) =>
      void filesOfDrop(transfer, isMedia).then(({ files, emptyFolders, leftOutCount }) => {
        takeFiles(id, files);
        for (const name of emptyFolders) tellEmptyFolder(id, name);
        tellLeftOut(leftOutCount);
      }),
    [id],
  );
  const isOver = useFileDrop(target, onDrop);

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const hasText = event.clipboardData?.types.includes('text/plain') ?? false;
      if (files.length === 0 || hasText) return; // copied from a text program: the words are meant
      event.preventDefault();
      takeFiles(id, files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [id]);

  return (
    <div ref={target} className={styles.target}>
      {children}
      {isOver && (
        <div className={styles.veil}>
          <div className={styles.words}>
            <p className={styles.title}>{t('composer.dropTitle', { name })}</p>
            <p>{t('composer.dropHint')}</p>
          </div>
        </div>
      )}
    </div>
  );
}
