import { type RefObject, useEffect, useState } from 'react';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped on an element. Answers whether some are held over it now. */
export function useFileDrop(target: RefObject<HTMLElement | null>, onDrop: (transfer: DataTransfer) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    let depth = 0; // each child inside is entered and left too
    const step = (by: number) => {
      depth = Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const listeners = {
      dragenter: (event: DragEvent) => {
        if (hasFiles(event)) step(1);
      },
      dragover: (event: DragEvent) => {
        if (hasFiles(event)) event.preventDefault(); // says: may be dropped here
      },
      dragleave: (event: DragEvent) => {
        if (hasFiles(event)) step(-1);
      },
      drop: (event: DragEvent) => {
        step(-depth);
        if (!hasFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer !== null) onDrop(event.dataTransfer);
      },
    };
    const stop = new AbortController();
    for (const [name, listener] of Object.entries(listeners)) {
      element.addEventListener(name, listener as EventListener, { signal: stop.signal }); // names are those of drag events
    }
    return () => stop.abort();
  }, [target, onDrop]);
  return isOver;
}
