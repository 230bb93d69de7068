import styles from './Spinner.module.css';

/** Something is being waited for. Decoration: words stand beside it. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}
