import { type ReactNode, useEffect, useRef } from 'react';
import styles from './EndOfList.module.css';

interface EndOfListProps {
  readonly children: ReactNode;
  readonly onReached: () => void;
}

/** Stands where a list goes on: whoever comes near gets more. Mounted anew with each page, so that a short one is followed by the next. */
export function EndOfList({ children, onReached }: EndOfListProps) {
  const element = useRef<HTMLDivElement>(null);
  const reached = useRef(onReached);
  reached.current = onReached;
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && reached.current(),
      { rootMargin: '600px' }, // before the end is seen
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={element} className={styles.end}>
      {children}
    </div>
  );
}
