import type { ReactNode } from 'react';
import styles from './FullPage.module.css';
import { JoinedDots, type Joint } from './JoinedDots.tsx';

interface FullPageProps {
  readonly title: ReactNode;
  readonly joint?: Joint;
  readonly children: ReactNode;
}

/** A page with one thing on it, in the middle of the window. */
export function FullPage({ title, joint = 'apart', children }: FullPageProps) {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.mark}>
          <JoinedDots joint={joint} />
        </div>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
