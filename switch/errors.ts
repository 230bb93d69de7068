/** The outcome of something that is expected to fail at times. A throw, by contrast, means we have a bug. */
export type Result<T, E extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E extends string>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Closes a switch over a union: a case left out does not compile, a value from outside it throws. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
