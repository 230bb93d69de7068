/** Lets what waits go first: a key, a frame. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
