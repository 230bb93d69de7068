import type { Bridge } from '../electron/bridge/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload, before any script of the page runs. */
    readonly bridge: Bridge;
  }
}

/** The only way out of the page. (Unit tests have no window and call nothing.) */
export const bridge: Bridge = globalThis.window?.bridge;
