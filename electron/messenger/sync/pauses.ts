/** Waits that all end at once, before their time, when what they are for is over. */
export class Pauses {
  private readonly stops = new Set<() => void>();

  constructor(
    /** Calls back once after `ms`; the returned function cancels. */
    private readonly after: (ms: number, callback: () => void) => () => void,
    private readonly isOver: () => boolean,
  ) {}

  async wait(ms: number): Promise<void> {
    if (ms <= 0 || this.isOver()) return;
    await new Promise<void>((resolve) => {
      const { stops } = this;
      const cancel = this.after(ms, wake);
      function wake(): void {
        stops.delete(stop);
        resolve();
      }
      function stop(): void {
        cancel();
        wake();
      }
      stops.add(stop);
    });
  }

  /** It is over. */
  end(): void {
    for (const stop of [...this.stops]) stop();
  }
}
