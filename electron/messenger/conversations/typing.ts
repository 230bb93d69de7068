import { TYPING_EXPIRES_MS, TYPING_IDLE_MS, TYPING_KEEP_MS, TYPISTS_MAX } from '../limits.ts';
import type { Clock } from '../messenger.ts';

export interface TypingParts {
  readonly clock: Clock;
  /** Whether the others may be told. */
  readonly mayTell: () => boolean;
  readonly tell: (isTyping: boolean) => void;
  /** Somebody else began or stopped. */
  readonly onChange: () => void;
}

/** Who is typing in one conversation: told to the others, and heard of them. Nothing of it is kept. */
export class Typing {
  /** Devices of others, with what ends their typing when they say nothing more. */
  private readonly heard = new Map<string, () => void>();
  private cancelIdle: (() => void) | undefined;
  private cancelKeep: (() => void) | undefined;

  constructor(private readonly parts: TypingParts) {}

  /** Devices of others that are typing now. */
  devices(): readonly string[] {
    return [...this.heard.keys()];
  }

  /** The person here typed a letter. Told at once, and then every few seconds for as long as they go on. */
  typed(): void {
    if (!this.parts.mayTell()) return;
    this.cancelIdle?.();
    this.cancelIdle = this.parts.clock.after(TYPING_IDLE_MS, () => this.stop());
    if (this.cancelKeep !== undefined) return;
    this.parts.tell(true);
    this.cancelKeep = this.parts.clock.after(TYPING_KEEP_MS, () => {
      this.cancelKeep = undefined;
    });
  }

  /** They sent it, took it back, or rest. */
  stop(): void {
    if (this.cancelIdle === undefined) return;
    this.cancelTimers();
    this.parts.tell(false);
  }

  hear(device: string, isTyping: boolean): void {
    const known = this.heard.get(device);
    known?.();
    if (!isTyping || (known === undefined && this.heard.size >= TYPISTS_MAX)) {
      if (this.heard.delete(device)) this.parts.onChange();
      return;
    }
    const end = this.parts.clock.after(TYPING_EXPIRES_MS, () => {
      this.heard.delete(device);
      this.parts.onChange();
    });
    this.heard.set(device, end);
    if (known === undefined) this.parts.onChange();
  }

  /** The conversation is closed: nothing is told any more. */
  end(): void {
    this.cancelTimers();
    for (const cancel of this.heard.values()) cancel();
    this.heard.clear();
  }

  private cancelTimers(): void {
    this.cancelIdle?.();
    this.cancelKeep?.();
    this.cancelIdle = undefined;
    this.cancelKeep = undefined;
  }
}
