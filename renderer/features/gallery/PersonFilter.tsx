import type { GroupView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './PersonFilter.module.css';

interface PersonFilterProps {
  readonly group: GroupView;
  /** A device or `me`; null for everybody. */
  readonly person: string | null;
  readonly onChange: (person: string | null) => void;
}

const EVERYBODY = 'everybody';

/** Whose photos of a group are shown. */
export function PersonFilter({ group, person, onChange }: PersonFilterProps) {
  const t = useTranslate();
  const others = group.members.filter(({ isMe }) => !isMe);
  return (
    <label className={styles.filter}>
      <span className={styles.label}>{t('gallery.by')}</span>
      <select
        className={styles.choice}
        value={person ?? EVERYBODY}
        onChange={({ target }) => onChange(target.value === EVERYBODY ? null : target.value)}
      >
        <option value={EVERYBODY}>{t('gallery.everybody')}</option>
        <option value="me">{t('message.sentByYou')}</option>
        {others.map(({ device, name }) => (
          <option key={device} value={device}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
