import styles from './TransferBar.module.css';

interface TransferBarProps {
  /** 0 to 1. */
  readonly progress: number;
  readonly label: string;
  readonly isStill: boolean;
}

/** How much of something is here. */
export function TransferBar({ progress, label, isStill }: TransferBarProps) {
  return <progress className={styles.bar} value={progress} max={1} aria-label={label} data-still={isStill} />;
}
