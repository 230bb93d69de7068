import { bridge } from '../../bridge.ts';
import { orTell } from '../people/person-problems.ts';

/** Whether the name is now another one. */
export async function renameMe(name: string): Promise<boolean> {
  return (await orTell(bridge.renameMe({ name }))) !== undefined;
}

/** Any picture file; the main process makes it small. None takes it away. */
export async function setMyPicture(file: Blob | undefined): Promise<void> {
  await orTell(bridge.setMyPicture(file === undefined ? {} : { bytes: new Uint8Array(await file.arrayBuffer()) }));
}
