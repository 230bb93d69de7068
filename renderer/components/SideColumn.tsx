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
  useEffect(() => close.current?.focus(), []);
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
