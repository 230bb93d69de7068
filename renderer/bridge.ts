import type { Bridge } from '../electron/bridge/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload, before any script of the page runs. */
    readonly bridge: Bridge;
  }
}

/** The only way out of the page. Looked up at each use, so that a test page may put its own there first. */
export const bridge = new Proxy({} as Bridge, {
  // Every key of Bridge is a function on window.bridge; the proxy adds none of its own.
  get: (_, name) => window.bridge[name as keyof Bridge],
});
