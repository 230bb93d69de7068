import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { chooseFiles, isMedia } from '../files/choose-files.ts';
import styles from './DropTarget.module.css';
import { filesOfDrop } from './files-of-drop.ts';
import { stageFiles, tellEmptyFolder } from './stage-files.ts';
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
  const onFiles = useCallback(
    (files: readonly File[]) => {
      const photos = files.filter(isMedia);
      const others = files.filter((file) => !isMedia(file));
      if (photos.length > 0) void stageFiles(id, photos);
      if (others.length > 0) void chooseFiles(id, others);
    },
    [id],
  );
  const onDrop = useCallback(
    (transfer: DataTransfer) =>
      void filesOfDrop(transfer, isMedia).then(({ files, emptyFolders }) => {
        onFiles(files);
        for (const name of emptyFolders) tellEmptyFolder(id, name);
      }),
    [id, onFiles],
  );
  const isOver = useFileDrop(target, onDrop);

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const hasText = event.clipboardData?.types.includes('text/plain') ?? false;
      if (files.length === 0 || hasText) return; // copied from a text program: the words are meant
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [onFiles]);

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
