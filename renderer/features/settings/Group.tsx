import { type ReactNode, useId } from 'react';
import styles from './Group.module.css';

interface GroupProps {
  readonly title: string;
  /** A sentence or two under the title: what this is for. */
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}

/** Settings that belong together. */
export function Group({ title, hint, children }: GroupProps) {
  const titleId = useId();
  return (
    <section className={styles.group} aria-labelledby={titleId}>
      <h4 id={titleId} className={styles.title}>
        {title}
      </h4>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}
