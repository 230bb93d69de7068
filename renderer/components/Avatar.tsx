import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { hueOf, initialsOf } from './avatar-look.ts';

interface AvatarProps {
  readonly hashname: string;
  readonly name: string;
  readonly size?: 'tiny' | 'small' | 'normal' | 'large';
}

/** Decoration: the name always stands beside it, so it is neither read aloud nor found as text. */
export function Avatar({ hashname, name, size = 'normal' }: AvatarProps) {
  const hue = { '--hue': `${hueOf(hashname)}deg` } as CSSProperties; // a custom property is not in React's type
  return (
    <span className={styles.avatar} data-size={size} data-initials={initialsOf(name)} style={hue} aria-hidden="true" />
  );
}
