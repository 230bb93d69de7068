import { GROUP_PICTURES_KEPT_MAX } from '../limits.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { pictureIdOf, readSmallPicture } from '../photos/small-picture.ts';

/** The same bytes are asked about with every look at the list of chats. */
const ids = new WeakMap<Uint8Array, string>();

/** SHA-256 of a group's picture, hex; undefined without one. */
export function groupPictureId(picture: Uint8Array | undefined): string | undefined {
  if (picture === undefined) return undefined;
  const id = ids.get(picture) ?? pictureIdOf(picture);
  ids.set(picture, id);
  return id;
}

/** Groups' pictures as they may be shown: decoded and encoded again, for any member who leads a group may have sent anything. */
export class GroupPictures {
  private readonly readById = new Map<string, Promise<Uint8Array | undefined>>();

  constructor(private readonly images: ImagePort) {}

  /** Undefined if it is no picture. The one read longest ago leaves. */
  of(picture: Uint8Array): Promise<Uint8Array | undefined> {
    const id = groupPictureId(picture) ?? '';
    const before = this.readById.get(id);
    if (before !== undefined) return before;
    const read = readSmallPicture(this.images, picture).then((small) => small?.bytes);
    this.readById.set(id, read);
    const [oldest] = this.readById.keys();
    if (this.readById.size > GROUP_PICTURES_KEPT_MAX && oldest !== undefined) this.readById.delete(oldest);
    return read;
  }
}
