import type { InputEvent, WebContents } from 'electron';
import { GESTURE_LASTS_MS } from './limits.ts';

/** What a person does with intent. Moving the mouse over the window is none, unless a button is held: that is a drag. */
const MEANT: ReadonlySet<string> = new Set([
  ...['rawKeyDown', 'keyDown', 'char', 'mouseDown', 'mouseUp', 'touchStart', 'touchEnd', 'gestureTap'],
]);

/**
 * Whether somebody just pressed a key or a button in the window, as the main process saw it come from the system. A page's process can
 * say anything of itself, also that it was clicked; it can't make one of these.
 */
export class Gestures {
  /** Of the clock given; before the first gesture nothing is recent. */
  lastAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly nowMs: () => number) {}

  follow(contents: Pick<WebContents, 'on'>): void {
    contents.on('input-event', (_event, input) => this.see(input));
  }

  /** Something was chosen in a menu of the system, of which the page sees no key. */
  note(): void {
    this.lastAtMs = this.nowMs();
  }

  isRecent(): boolean {
    return this.nowMs() - this.lastAtMs <= GESTURE_LASTS_MS;
  }

  private see({ type, modifiers = [] }: Pick<InputEvent, 'type' | 'modifiers'>): void {
    const isHeld = modifiers.some((modifier) => modifier.endsWith('buttondown'));
    if (MEANT.has(type) || (type === 'mouseMove' && isHeld)) this.note();
  }
}
