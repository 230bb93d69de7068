import type { ReactNode } from 'react';
import styles from './Buttons.module.css';

/** What can be done, beside each other as far as there is room. */
export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
