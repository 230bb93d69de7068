import { useEffect, useRef } from 'react';
import { BackButton } from '../features/window/BackButton.tsx';
import { CloseButton } from '../features/window/CloseButton.tsx';
import styles from './PaneHead.module.css';

/** The head of a screen on the right side that is no chat: its name, and the ways out. */
export function PaneHead({ title }: { readonly title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const page = heading.current?.parentElement?.parentElement;
    // What was clicked may be gone in a narrow window. A screen with one field to begin with has it already.
    if (page?.contains(document.activeElement) !== true) heading.current?.focus();
  }, []);
  return (
    <header className={styles.head}>
      <BackButton />
      <h2 ref={heading} className={styles.title} tabIndex={-1}>
        {title}
      </h2>
      <CloseButton />
    </header>
  );
}
