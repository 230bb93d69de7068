import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { isMedia } from '../files/choose-files.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { stageFiles, tellEmptyFolder, tellLeftOut } from './stage-files.ts';

/** Asks for a folder in the system's own dialog, and takes the photos and films in it and below it. */
export function pickFolder(id: ConversationId): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    const found = files.filter(isMedia);
    if (found.length > 0) {
      void stageFiles(id, found);
      tellLeftOut(files.length - found.length);
    } else tellEmptyFolder(id, files[0]?.webkitRelativePath.split('/')[0] ?? '');
    focusComposer();
  });
  input.click();
}
