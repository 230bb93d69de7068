import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

type Place = Pick<Menu.Positioner.Props, 'anchor' | 'side' | 'align' | 'sideOffset'>;
type Popup = Pick<Menu.Popup.Props, 'aria-label' | 'finalFocus'>;

interface MenuPopupProps extends Place, Popup {
  /** Where it is drawn: inside the landmark that it belongs to. */
  readonly container?: Menu.Portal.Props['container'];
  readonly children: ReactNode;
}

/** What a menu opens: a small sheet that stays inside the window. */
export function MenuPopup({ container, children, 'aria-label': label, finalFocus, ...place }: MenuPopupProps) {
  return (
    <Menu.Portal container={container}>
      <Menu.Positioner className={styles.positioner ?? ''} sideOffset={4} collisionPadding={8} {...place}>
        <Menu.Popup className={styles.menu ?? ''} aria-label={label} finalFocus={finalFocus}>
          {children}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}

export const MenuLine = () => <Menu.Separator className={styles.line ?? ''} />;
