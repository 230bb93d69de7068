import { UsersRound } from 'lucide-react';
import type { GroupView } from '../../../electron/bridge/contract.ts';
import { formatNumber, useTranslate } from '../../i18n.tsx';
import { joinedCount } from './group-people.ts';
import styles from './MembersButton.module.css';

interface MembersButtonProps {
  readonly group: GroupView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** How many belong to the group; opens the column that names them. */
export function MembersButton({ group, isOpen, onToggle }: MembersButtonProps) {
  const t = useTranslate();
  const count = joinedCount(group);
  const words = t('group.memberCount', { count });
  return (
    <button
      type="button"
      className={styles.members}
      aria-expanded={isOpen}
      aria-label={words}
      title={words}
      onClick={onToggle}
    >
      <UsersRound aria-hidden="true" />
      <span className={styles.words}>{words}</span>
      <span className={styles.count}>{formatNumber(count)}</span>
    </button>
  );
}
