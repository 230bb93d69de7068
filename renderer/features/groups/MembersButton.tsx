import { UsersRound } from 'lucide-react';
import type { GroupView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
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
  return (
    <button type="button" className={styles.members} aria-expanded={isOpen} onClick={onToggle}>
      <UsersRound aria-hidden="true" />
      {t('group.memberCount', { count: joinedCount(group) })}
    </button>
  );
}
