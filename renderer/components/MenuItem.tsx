import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly label: string;
  readonly onChoose: () => void;
}

/** One thing a menu can do. */
export function MenuItem({ icon, label, onChoose }: MenuItemProps) {
  return (
    <Menu.Item className={styles.item ?? ''} onClick={onChoose}>
      {icon}
      {label}
    </Menu.Item>
  );
}

interface SubmenuItemProps {
  readonly icon: ReactNode;
  readonly label: string;
}

/** One that opens a menu beside it. */
export function SubmenuItem({ icon, label }: SubmenuItemProps) {
  return (
    <Menu.SubmenuTrigger className={styles.item ?? ''}>
      {icon}
      {label}
    </Menu.SubmenuTrigger>
  );
}
