import styles from './JoinedDots.module.css';

/** Two people and whether there is a way between them. `dashed`: there is one, but it is not known which. `between`: somebody passes it on. */
export type Joint = 'joined' | 'dashed' | 'between' | 'seeking' | 'apart';

interface JoinedDotsProps {
  readonly joint: Joint;
  /** Who the other one is was not checked. */
  readonly isHollow?: boolean;
}

/** The small drawing of the trust pill, and the mark of Hashline. Decoration: words always stand beside it. */
export function JoinedDots({ joint, isHollow = false }: JoinedDotsProps) {
  return (
    <svg className={styles.dots} data-joint={joint} data-hollow={isHollow} viewBox="0 0 26 12" aria-hidden="true">
      <circle className={styles.me} cx="5" cy="6" r="3.5" />
      {joint !== 'apart' && <line className={styles.way} x1="8.5" y1="6" x2="17.5" y2="6" />}
      {joint === 'between' && <circle className={styles.middle} cx="13" cy="6" r="1.8" />}
      <circle className={styles.them} cx="21" cy="6" r="3.5" />
    </svg>
  );
}
