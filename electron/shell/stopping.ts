/** Something to end, by the name the log gives it. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void>;
}

export interface StoppingParts {
  readonly timeoutMs: number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly reportBug: (where: string, error: unknown) => void;
}

/**
 * Ends `parts` one after another, the last one first, as each rests on those before it. One that fails does not keep the
 * others from their end; when time is up we leave all the same.
 *
 * @returns false if time ran out
 */
export async function stopInReverse(
  parts: readonly Stoppable[],
  { timeoutMs, after, reportBug }: StoppingParts,
): Promise<boolean> {
  let cancel: () => void = () => undefined;
  const isLate = new Promise<false>((resolve) => {
    cancel = after(timeoutMs, () => resolve(false));
  });
  const isDone = (async () => {
    for (const part of [...parts].reverse()) {
      await part.stop().catch((error: unknown) => reportBug(`stopping the ${part.name}`, error));
    }
    return true as const;
  })();
  const result = await Promise.race([isDone, isLate]);
  cancel();
  return result;
}
