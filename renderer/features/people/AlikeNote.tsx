import type { ContactView } from '../../../electron/bridge/contract.ts';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './AlikeNote.module.css';

interface AlikeNoteProps {
  readonly resembles: ContactView['resembles'];
  readonly nameKey: MessageKey;
  readonly pictureKey: MessageKey;
}

/** Somebody could be taken for somebody else: said in words, once for each of them. */
export function AlikeNote({ resembles, nameKey, pictureKey }: AlikeNoteProps) {
  const t = useTranslate();
  if (resembles.length === 0) return null;
  return (
    <div className={styles.note} role="note">
      {resembles.map(({ person, name, by }) => (
        <p key={person + by}>{t(by === 'name' ? nameKey : pictureKey, { other: name })}</p>
      ))}
    </div>
  );
}
