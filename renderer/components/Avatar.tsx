import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { hueOf, initialsOf } from './avatar-look.ts';

interface AvatarProps {
  readonly hashname: string;
  readonly name: string;
  readonly size?: 'small' | 'normal' | 'large';
}

/** Decoration: the name always stands beside it, so it is not read aloud. */
export function Avatar({ hashname, name, size = 'normal' }: AvatarProps) {
  const hue = { '--hue': `${hueOf(hashname)}deg` } as CSSProperties; // a custom property is not in React's type
  return (
    <span className={`${styles.avatar} ${styles[size]}`} style={hue} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
