import { FileIcon, X } from 'lucide-react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { formatBytes, useTranslate } from '../../i18n.tsx';
import type { ChosenFile } from '../../store/files-slice.ts';
import { removeFile } from './choose-files.ts';
import { FileName } from './FileName.tsx';
import styles from './FileTray.module.css';

interface FileTrayProps {
  readonly id: ConversationId;
  readonly files: readonly ChosenFile[];
}

/** Files that go with the next message. */
export function FileTray({ id, files }: FileTrayProps) {
  const t = useTranslate();
  if (files.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('files.trayLabel')}>
      {files.map((file) => (
        <li key={file.token} className={styles.file}>
          {file.isGoing ? <Spinner /> : <FileIcon aria-hidden="true" />}
          <span className={styles.words}>
            <FileName name={file.name} />
            <span className={styles.size}>{file.isGoing ? t('files.reading') : formatBytes(file.bytes)}</span>
          </span>
          {!file.isGoing && (
            <IconButton
              look="small"
              label={t('files.remove', { fileName: file.name })}
              onClick={() => void removeFile(id, file)}
            >
              <X />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}
