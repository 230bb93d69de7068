import { useEffect, useRef, useState } from 'react';
import styles from './PhotoPicture.module.css';
import { thumbhashPixels } from './thumbhash-pixels.ts';

interface PhotoPictureProps {
  /** None for a picture of this disk, which is there before a ThumbHash is painted. */
  readonly thumbhash?: string;
  /** From coarse to fine; each fades in over the one before. Empty while there is only the ThumbHash. */
  readonly sources: readonly string[];
}

/** A photo in three steps: ThumbHash at once, thumbnail, full. Fills its parent. Decoration: the parent is named. */
export function PhotoPicture({ thumbhash, sources }: PhotoPictureProps) {
  return (
    <span className={styles.picture} aria-hidden="true">
      {thumbhash !== undefined && <Placeholder thumbhash={thumbhash} />}
      {sources.map((source) => (
        <FadingImage key={source} source={source} />
      ))}
    </span>
  );
}

function Placeholder({ thumbhash }: { readonly thumbhash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = thumbhashPixels(thumbhash);
    if (canvas.current === null || pixels === null) return;
    canvas.current.width = pixels.width;
    canvas.current.height = pixels.height;
    canvas.current.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [thumbhash]);
  return <canvas ref={canvas} className={styles.layer} />;
}

function FadingImage({ source }: { readonly source: string }) {
  const [isLoaded, setLoaded] = useState(false);
  return (
    <img
      className={styles.layer}
      src={source}
      alt=""
      decoding="async"
      draggable={false}
      data-loaded={isLoaded}
      onLoad={() => setLoaded(true)}
    />
  );
}
