import styles from './FileName.module.css';
import { splitFileName } from './file-name-parts.ts';

/** A file's name in one line. However long it is, its end is seen: that says what it is. */
export function FileName({ name }: { readonly name: string }) {
  const { front, end } = splitFileName(name);
  return (
    <bdi className={styles.name} title={name} dir="auto">
      <span className={styles.front}>{front}</span>
      <span className={styles.end}>{end}</span>
    </bdi>
  );
}
