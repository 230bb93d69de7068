import { useEffect } from 'react';
import { tell } from '../../components/toasts.ts';
import { useAppStore } from '../../store/app-store.ts';
import { readQrPicture } from '../scan/read-qr-picture.ts';
import { looksLikeInvite } from './accept-invite.ts';

/** Puts what the code in a picture says into the paste field, or says why it can't be read. A picture never verifies. */
export async function takeQrPicture(file: Blob): Promise<void> {
  const read = await readQrPicture(file);
  if ('problem' in read) tell(read.problem);
  else if (looksLikeInvite(read.text)) useAppStore.getState().setInviteText(read.text);
  else tell('qr.notAnInvite');
}

/** While one adds somebody, a picture that is dropped or pasted anywhere in the window is one of a code. */
export function useQrPictures(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      void takeQrPicture(file);
    };
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault(); // who listens to the whole document then leaves it to us
      event.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      void takeQrPicture(file);
    };
    const { body } = document;
    body.addEventListener('paste', onPaste);
    body.addEventListener('dragover', onDragOver);
    body.addEventListener('drop', onDrop);
    return () => {
      body.removeEventListener('paste', onPaste);
      body.removeEventListener('dragover', onDragOver);
      body.removeEventListener('drop', onDrop);
    };
  }, []);
}
