/** Where the page gets pictures: from the encrypted store by the main process (electron/shell/photo-protocol.ts). */

export type PhotoSize = 'thumb' | 'full';

export const photoUrl = (key: string, size: PhotoSize): string => `media://photo/${encodeURIComponent(key)}/${size}`;
/** Of a person, or of a group by its conversation's id. */
export const smallPictureUrl = (id: string, pictureId: string): string => `media://picture/${id}/${pictureId}`;
export const stagedUrl = (stagedId: string): string => `media://staged/${stagedId}/thumb`;
/** A recording or a clip, also while it is on its way. */
export const soundUrl = (key: string): string => `media://file/${encodeURIComponent(key)}`;
