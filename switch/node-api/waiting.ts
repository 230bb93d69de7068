import { SwitchError } from './errors.ts';

/** How long a program is ready to wait. */
export interface WaitOptions {
  /** Ends the wait with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Ends it with a SwitchError of code `timeout`. */
  readonly timeoutMs?: number | undefined;
}

/** Waits for what `begin` settles. `onGivenUp` is called if the signal or the time was faster; nothing begins if it was already. */
export function waitFor<T>(
  { signal, timeoutMs }: WaitOptions,
  begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
  onGivenUp: () => void = () => undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const settle = (how: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      how();
    };
    const giveUp = (reason: unknown) =>
      settle(() => {
        onGivenUp();
        reject(reason);
      });
    const abort = () => giveUp(signal?.reason);
    const late = () => giveUp(new SwitchError('timeout', `nothing came within ${timeoutMs} ms`));
    const timer = timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    begin(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}

/** The same for a promise that is there already. */
export function waitForPromise<T>(
  options: WaitOptions,
  promise: Promise<T>,
  onGivenUp: () => void = () => undefined,
): Promise<T> {
  return waitFor<T>(options, (resolve, reject) => void promise.then(resolve, reject), onGivenUp);
}
