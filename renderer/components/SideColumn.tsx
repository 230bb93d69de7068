import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './SideColumn.module.css';

interface SideColumnProps {
  readonly label: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** The column beside a chat; over it where there is no room for three. Escape closes it. */
export function SideColumn({ label, closeLabel, children, onClose }: SideColumnProps) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    close.current?.focus();
    // Back to what opened it, unless somebody went on to another place: then the column had the focus no more.
    return () => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <aside
      className={styles.column}
      aria-label={label}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <IconButton ref={close} className={styles.close} label={closeLabel} onClick={onClose}>
        <X />
      </IconButton>
      {children}
    </aside>
  );
}
