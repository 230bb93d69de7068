import type { Clock } from './messenger.ts';

/** Work that is due a while after it was first asked for: however often it is asked for until then, it is done once. */
export class NamedTimers {
  private readonly cancels = new Map<string, () => void>();
  private isStopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Does it once after `ms`; nothing if something of this name is due already. */
  later(name: string, ms: number, work: () => void | Promise<void>): void {
    if (this.cancels.has(name) || this.isStopped) return;
    const cancel = this.clock.after(ms, () => {
      this.cancels.delete(name);
      void this.run(work);
    });
    this.cancels.set(name, cancel);
  }

  cancel(name: string): void {
    this.cancels.get(name)?.();
    this.cancels.delete(name);
  }

  /** What is due is not done, and nothing is due any more. */
  stop(): void {
    this.isStopped = true;
    for (const name of this.cancels.keys()) this.cancel(name);
  }

  private async run(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.onFailure(error);
    }
  }
}
