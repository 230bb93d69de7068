import type { MessageView } from '../../../electron/bridge/contract.ts';
import type { GalleryPhoto } from '../gallery/gallery-items.ts';

/** What the viewer goes through, and where it begins. */
export interface ViewerPlace {
  readonly photos: readonly GalleryPhoto[];
  readonly index: number;
}

/** The photos of a place as they are now: what arrives while one looks is shown. What was deleted is left out. */
export function freshPhotos(
  photos: readonly GalleryPhoto[],
  messages: readonly MessageView[] | undefined,
): readonly GalleryPhoto[] {
  const byId = new Map(messages?.map((message) => [message.id, message]));
  return photos.flatMap((held) => {
    const message = byId.get(held.message.id);
    if (message === undefined) return [held]; // not in the part of the chat that is loaded
    const photo =
      message.content.kind === 'album' ? message.content.photos.find(({ key }) => key === held.photo.key) : undefined;
    return photo === undefined ? [] : [{ message, photo }];
  });
}

/** Turned by a quarter, a picture that fitted the window must be made smaller or larger to fit again. */
export function turnedScale(
  picture: { readonly widthPx: number; readonly heightPx: number },
  room: { readonly width: number; readonly height: number },
): number {
  const fitted = Math.min(room.width / picture.widthPx, room.height / picture.heightPx, 1);
  const turned = Math.min(room.width / picture.heightPx, room.height / picture.widthPx, 1);
  return turned / fitted;
}
