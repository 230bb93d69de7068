import { useEffect } from 'react';
import { offer, tell } from '../../components/toasts.ts';
import { INVITE_TEXT_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { acceptInvite, looksLikeInvite, readInvite } from './accept-invite.ts';

/**
 * An invite is understood wherever in the window it is dropped or pasted. What is dropped elsewhere never makes the
 * window leave its page. In a text field the text stays what it is, and the chat is offered beside it.
 */
export function useInviteCatcher(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!looksLikeInvite(text) || text.length > INVITE_TEXT_CHARS_MAX) return;
      if (!isTextField(event.target)) {
        event.preventDefault();
        useAppStore.getState().showAdd(text);
      } else if (!isPasteField(event.target)) {
        void offerChat(text);
      }
    };
    const onDragOver = (event: DragEvent) => {
      if (isTextField(event.target) && !hasFiles(event)) return; // the field takes text by itself
      if (event.defaultPrevented) return; // somebody nearer knows what to do
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = hasFiles(event) ? 'none' : 'copy';
    };
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented || (isTextField(event.target) && !hasFiles(event))) return;
      event.preventDefault();
      const text = event.dataTransfer?.getData('text/plain') ?? '';
      if (looksLikeInvite(text)) useAppStore.getState().showAdd(text);
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
}

/** Marks the field that reads invites itself. */
export const PASTE_FIELD = { 'data-reads-invites': 'true' } as const;

async function offerChat(text: string): Promise<void> {
  const read = await readInvite(text);
  if (typeof read === 'string') return; // one's own invite on its way to a friend, or not one at all
  offer('add.foundInvite', { name: read.name }, 'add.open', () => void openChat(text));
}

async function openChat(text: string): Promise<void> {
  const problem = await acceptInvite(text);
  if (problem !== null) tell(problem);
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

const isTextField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

const isPasteField = (target: HTMLElement): boolean => target.dataset.readsInvites === 'true';
