import type { Bridge } from '../electron/bridge/contract.ts';

declare global {
  // `var` is how a property of globalThis is declared; the preload puts it there before any script of the page runs.
  var bridge: Bridge;
}

/** The only way out of the page. */
export const bridge: Bridge = globalThis.bridge;
