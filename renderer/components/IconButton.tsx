import type { ComponentProps, ReactNode } from 'react';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title' | 'className'> {
  /** Read aloud, and shown after a moment's rest of the pointer. */
  readonly label: string;
  readonly children?: ReactNode;
  readonly look?: 'plain' | 'main' | 'small';
  readonly className?: string | undefined;
}

export function IconButton({ label, look = 'plain', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`${styles.button} ${styles[look]} ${className ?? ''}`}
    />
  );
}
