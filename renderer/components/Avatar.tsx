import { type CSSProperties, useState } from 'react';
import { smallPictureUrl } from '../media-url.ts';
import { useAppStore } from '../store/app-store.ts';
import { selectPictureId } from '../store/people-slice.ts';
import styles from './Avatar.module.css';
import { hueOf, initialsOf } from './avatar-look.ts';

interface AvatarProps {
  readonly hashname: string;
  readonly name: string;
  readonly size?: 'tiny' | 'small' | 'normal' | 'large' | 'huge';
}

/**
 * The picture that a contact shows of themselves, else their initials. Decoration: the name always stands beside it, so it
 * is neither read aloud nor found as text.
 */
export function Avatar({ hashname, name, size = 'normal' }: AvatarProps) {
  const pictureId = useAppStore(selectPictureId(hashname));
  const hue = { '--hue': `${hueOf(hashname)}deg` } as CSSProperties; // a custom property is not in React's type
  return (
    <span className={styles.avatar} data-size={size} data-initials={initialsOf(name)} style={hue} aria-hidden="true">
      {pictureId !== undefined && <Picture key={pictureId} url={smallPictureUrl(hashname, pictureId)} />}
    </span>
  );
}

/** Over the initials; gone again if it can't be shown. */
function Picture({ url }: { readonly url: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return null;
  return <img className={styles.picture} src={url} alt="" draggable={false} onError={() => setBroken(true)} />;
}
