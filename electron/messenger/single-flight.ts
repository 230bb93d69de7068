/**
 * Runs `work` now, or once more after the run under way and a rest: never two at a time, and never none after a call. What
 * fails is told to `onFailure`; the next call runs again.
 */
export class SingleFlight {
  private isRunning = false;
  private isDue = false;
  private idleWaiters: (() => void)[] = [];

  constructor(
    private readonly work: () => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
    /** Resolves when the next run may begin; at once without one. */
    private readonly rest: () => Promise<void> = async () => undefined,
  ) {}

  request(): void {
    this.isDue = true;
    if (this.isRunning) return;
    this.isRunning = true;
    void this.run();
  }

  /** Resolves when nothing is running or due. */
  async whenIdle(): Promise<void> {
    if (!this.isRunning) return;
    await new Promise<void>((resolve) => this.idleWaiters.push(resolve));
  }

  private async run(): Promise<void> {
    while (this.isDue) {
      this.isDue = false;
      try {
        await this.work();
      } catch (error) {
        this.onFailure(error);
      }
      if (this.isDue) await this.rest();
    }
    this.isRunning = false;
    for (const resolve of this.idleWaiters.splice(0)) resolve();
  }
}
