import { type ReactNode, useId } from 'react';
import styles from './Note.module.css';

interface NoteProps {
  readonly title: string;
  readonly body?: string;
  /** `look`: something can be done about it. */
  readonly tone: 'plain' | 'look';
  /** What can be done about it, after the words. */
  readonly way?: ReactNode;
  readonly action?: ReactNode;
}

export function Note({ title, body, tone, way, action }: NoteProps) {
  const titleId = useId();
  return (
    <section className={styles.note} data-tone={tone} aria-labelledby={titleId}>
      <p className={styles.text}>
        <strong id={titleId}>{title}</strong> {body} {way}
      </p>
      {action}
    </section>
  );
}
