import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { chooseFiles, isMedia } from '../files/choose-files.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { stageFiles } from './stage-files.ts';

/** Whatever was chosen, dropped or pasted: photos and films go into the album, everything else goes as a file. Enter then sends it. */
export function takeFiles(id: ConversationId, files: readonly File[]): void {
  const photos = files.filter(isMedia);
  const others = files.filter((file) => !isMedia(file));
  if (photos.length > 0) void stageFiles(id, photos);
  if (others.length > 0) void chooseFiles(id, others);
  focusComposer();
}
