import { FRAME_WAIT_MS_MAX } from './limits.ts';

/** Once the next frame is painted. In a window that paints nothing, a moment later. */
export function afterFrame(work: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    work();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, FRAME_WAIT_MS_MAX); // a window that is covered says it is visible and paints nothing
}
