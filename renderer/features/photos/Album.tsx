import { type CSSProperties, useMemo } from 'react';
import type { MessageView, PhotoView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './Album.module.css';
import { AlbumPhoto } from './AlbumPhoto.tsx';
import { type AlbumLayout, type AlbumTile, layoutAlbum, type PhotoSize } from './album-layout.ts';

interface AlbumProps {
  readonly message: MessageView;
  readonly photos: readonly PhotoView[];
  readonly onOpen: (index: number) => void;
}

/** Photos of one message as one block. */
export function Album({ message, photos, onOpen }: AlbumProps) {
  const t = useTranslate();
  const shape = photos.map(({ widthPx, heightPx }) => `${widthPx}x${heightPx}`).join(' ');
  const layout = useMemo(() => layoutAlbum(shape.split(' ').map(sizeOf)), [shape]);
  const hiddenCount = photos.length - layout.tiles.length;

  return (
    <ul
      className={styles.album}
      style={boxOf(layout)}
      data-tiny={layout.isTiny}
      aria-label={t('album.label', { count: photos.length })}
    >
      {layout.tiles.map((tile, index) => {
        const photo = photos[index];
        if (photo === undefined) return null;
        const isLast = index === layout.tiles.length - 1;
        return (
          <li key={photo.key} className={styles.tile} style={placeOf(tile, layout)}>
            <AlbumPhoto
              message={message}
              photo={photo}
              position={index + 1}
              total={photos.length}
              isLarge={tile.width > LARGE_TILE_PX}
              hiddenCount={isLast ? hiddenCount : 0}
              onOpen={() => onOpen(index)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** From this width on a 320-pixel thumbnail looks soft on a dense screen, and the full photo is shown. */
const LARGE_TILE_PX = 160;
const ROOT_FONT_PX = 16; // the layout's px are those of normal text size; the block grows with the text

function sizeOf(text: string): PhotoSize {
  const [widthPx = 1, heightPx = 1] = text.split('x').map(Number);
  return { widthPx, heightPx };
}

function boxOf({ width, height }: AlbumLayout): CSSProperties {
  return { inlineSize: `${width / ROOT_FONT_PX}rem`, aspectRatio: `${width} / ${height}` };
}

function placeOf({ x, y, width, height }: AlbumTile, box: AlbumLayout): CSSProperties {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return {
    insetInlineStart: percent(x, box.width),
    insetBlockStart: percent(y, box.height),
    inlineSize: percent(width, box.width),
    blockSize: percent(height, box.height),
  };
}
