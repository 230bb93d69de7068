import { pictureOf } from './sample-photos.ts';

/** Stands in for media-url.ts in the preview, which has no main process: pictures are painted in the page. */

export type PhotoSize = 'thumb' | 'full';

export const photoUrl = (key: string, _size: PhotoSize): string => pictureOf(key);
export const smallPictureUrl = (_id: string, pictureId: string): string => pictureOf(pictureId);
export const stagedUrl = (stagedId: string): string => pictureOf(stagedId);
export const soundUrl = (_key: string): string => '';
