/** The outcome of something that is expected to fail at times. The same shape as the switch's, which storage does not know. */
export type Result<T, E extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A `Result` whose failure says more, in words for the log and the window. Never holds a key, a name or a text. */
export type DetailedResult<T, E extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E; readonly detail: string };
