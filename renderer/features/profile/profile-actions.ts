import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import { PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { orTell } from '../people/person-problems.ts';

/** Whether the name is now another one. */
export async function renameMe(name: string): Promise<boolean> {
  return (await orTell(bridge.renameMe({ name }))) !== undefined;
}

/** Any picture file; the main process makes it small. */
export async function setMyPicture(file: Blob): Promise<void> {
  if (file.size > PHOTO_FILE_BYTES_MAX) tell('person.pictureTooLarge');
  else await orTell(bridge.setMyPicture({ bytes: new Uint8Array(await file.arrayBuffer()) }));
}

export async function removeMyPicture(): Promise<void> {
  await orTell(bridge.setMyPicture({}));
}
