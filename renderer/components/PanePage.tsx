import type { ReactNode } from 'react';
import { PaneHead } from './PaneHead.tsx';
import styles from './PanePage.module.css';

interface PanePageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A screen on the right side that is no chat: its head, and what it is about. */
export function PanePage({ title, children }: PanePageProps) {
  return (
    <div className={styles.page}>
      <PaneHead title={title} />
      <div className={styles.scroller}>
        <div className={styles.column}>{children}</div>
      </div>
    </div>
  );
}
