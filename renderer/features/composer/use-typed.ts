import { type ChangeEvent, useRef } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { afterFrame } from '../../after-frame.ts';
import { useAppStore } from '../../store/app-store.ts';
import { selectDraft } from '../../store/drafts-slice.ts';
import { tellTyping } from './tell-typing.ts';

/**
 * Takes what is typed into the draft once it is painted. At once where the next frame would look wrong without it: at the first
 * letter and after the last, when the buttons change, and when a line is added.
 */
export function useTyped(id: ConversationId, isEdit: boolean): (event: ChangeEvent<HTMLTextAreaElement>) => void {
  const grownPx = useRef(0);
  return ({ target }) => {
    const { value, scrollHeight, clientHeight } = target;
    const { getState } = useAppStore;
    const wasEmpty = selectDraft(id)(getState()).text === '';
    // From the last line that the field grows by it scrolls: then each line counts once.
    const isGrowing = scrollHeight > clientHeight && scrollHeight !== grownPx.current;
    grownPx.current = scrollHeight;
    getState().holdTyped(id, value);
    const take = () => {
      getState().takeTyped();
      if (!isEdit) tellTyping(id, selectDraft(id)(getState()).text !== ''); // it may be sent by now
    };
    if (isGrowing || wasEmpty || value === '') take();
    else afterFrame(take);
  };
}
