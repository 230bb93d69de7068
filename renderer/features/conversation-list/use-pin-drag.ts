import { type DragEvent, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { dropPin } from './row-actions.ts';

/** Not a type that any other place of the window, or another program, takes. */
const PIN_TYPE = 'application/x-hashline-pin';

/** Pinned rows are put into another order by dragging one onto another. (The row's menu does the same for the keyboard.) */
export function usePinDrag(pinned: readonly ConversationId[]) {
  const [dragged, setDragged] = useState<ConversationId | null>(null);
  const [over, setOver] = useState<ConversationId | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };

  const partsOf = (id: ConversationId) => {
    if (!pinned.includes(id)) return {};
    const isTarget = dragged !== null && over === id && dragged !== id;
    return {
      draggable: true,
      'data-dragged': dragged === id,
      'data-drop': isTarget ? (pinned.indexOf(dragged) < pinned.indexOf(id) ? 'after' : 'before') : undefined,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(PIN_TYPE, id);
        event.dataTransfer.effectAllowed = 'move';
        setDragged(id);
      },
      onDragOver: (event: DragEvent) => {
        if (dragged === null || !event.dataTransfer.types.includes(PIN_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(id);
      },
      onDrop: (event: DragEvent) => {
        if (dragged === null) return;
        event.preventDefault();
        if (dragged !== id) void dropPin(dragged, id);
        end();
      },
      onDragEnd: end,
    };
  };
  return partsOf;
}
