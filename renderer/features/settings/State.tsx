import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './State.module.css';

interface StateProps {
  readonly children: ReactNode;
  /** `look`: something can be done about it. */
  readonly tone?: 'plain' | 'look';
  readonly icon?: ReactNode;
}

/** How something stands, in one line. */
export function State({ children, tone = 'plain', icon = tone === 'look' ? <CircleAlert /> : undefined }: StateProps) {
  return (
    <p className={styles.state} data-tone={tone}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <span className={styles.words}>{children}</span>
    </p>
  );
}
