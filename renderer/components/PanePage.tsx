import { type ReactNode, useEffect, useRef } from 'react';
import { BackButton } from '../features/window/BackButton.tsx';
import { CloseButton } from '../features/window/CloseButton.tsx';
import styles from './PanePage.module.css';

interface PanePageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A screen on the right side that is no chat: its name, the way back where there is one column, and what it is about. */
export function PanePage({ title, children }: PanePageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // what was clicked may be gone in a narrow window
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <BackButton />
        <h2 ref={heading} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        <CloseButton />
      </header>
      <div className={styles.scroller}>
        <div className={styles.column}>{children}</div>
      </div>
    </div>
  );
}
