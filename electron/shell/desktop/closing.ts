export interface ClosingParts {
  readonly platform: NodeJS.Platform;
  readonly hasTray: () => boolean;
  /** What the person wants; undefined before they were asked. */
  readonly staysOnClose: () => boolean | undefined;
  readonly keep: (stays: boolean) => void;
  /** Asks in the page. */
  readonly ask: () => void;
  readonly hide: () => void;
  readonly quit: () => void;
}

/** What closing the window means: the end, or waiting in the notification area so that messages still arrive. */
export class Closing {
  private isQuitting = false;
  private isAsking = false;

  constructor(private readonly parts: ClosingParts) {}

  /** The app ends, whoever wanted that: closing is closing from now on. */
  quit(): void {
    this.isQuitting = true;
  }

  /** The window is about to close; true if it is not to. */
  holdsBack(): boolean {
    const { platform, hasTray, staysOnClose, ask, hide } = this.parts;
    if (this.isQuitting) return false;
    // On macOS an app without a window is the custom; its menu ends it.
    const stays = platform === 'darwin' ? true : hasTray() ? staysOnClose() : false;
    if (stays === false) return false;
    if (stays) {
      hide();
      return true;
    }
    // Whoever closes it a second time instead of answering has answered.
    if (this.isAsking) return false;
    this.isAsking = true;
    ask();
    return true;
  }

  answer(stays: boolean): void {
    this.parts.keep(stays);
    if (!this.isAsking) return;
    this.isAsking = false;
    if (stays) this.parts.hide();
    else this.parts.quit();
  }
}
