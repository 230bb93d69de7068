import type { ComponentProps } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `main`: the one thing to do here. `plain`: anything else. `quiet`: words in a line. */
  readonly look?: 'main' | 'plain' | 'quiet';
  readonly className?: string | undefined;
}

export function Button({ look = 'plain', className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={`${styles.button} ${styles[look]} ${className ?? ''}`} />;
}
