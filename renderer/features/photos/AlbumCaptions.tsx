import type { PhotoView } from '../../../electron/bridge/contract.ts';
import { FormattedText } from '../text/FormattedText.tsx';
import styles from './AlbumCaptions.module.css';

/** What was written to the photos. */
export function AlbumCaptions({ photos }: { readonly photos: readonly PhotoView[] }) {
  return photos
    .filter(({ caption }) => caption !== undefined && caption !== '')
    .map(({ key, caption }) => (
      <p key={key} className={styles.caption} dir="auto">
        <FormattedText text={caption ?? ''} />
      </p>
    ));
}
