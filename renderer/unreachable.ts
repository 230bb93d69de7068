/** Closes a `switch`: does not compile while a case is missing, and is loud should the main process send a new one. */
export function unreachable(value: never): never {
  throw new Error(`a case is missing for ${JSON.stringify(value)}`);
}
