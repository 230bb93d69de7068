import type { Bridge, EventName, EventPayload } from '../../electron/bridge/contract.ts';

export interface QuietBridge {
  readonly bridge: Bridge;
  /** Tells an event to whoever listens. */
  tell<N extends EventName>(name: N, payload: EventPayload<N>): void;
  readonly listenerCount: () => number;
}

/** A bridge for tests: answers only the calls given, and tells only what it is told to tell. */
export function quietBridge(calls: Partial<Bridge>): QuietBridge {
  const listeners: { readonly name: EventName; readonly listener: (payload: never) => void }[] = [];
  const on: Bridge['on'] = (name, listener) => {
    const entry = { name, listener: listener as (payload: never) => void }; // only told payloads of its own name
    listeners.push(entry);
    return () => void listeners.splice(listeners.indexOf(entry), 1);
  };
  const unexpected = (name: string) => () => {
    throw new Error(`this test does not expect ${name}`);
  };
  const bridge = new Proxy({ on, ...calls } as Bridge, {
    get: (known, name: string) => known[name as keyof Bridge] ?? unexpected(name), // a test names what it uses
  });
  return {
    bridge,
    tell: (name, payload) => {
      for (const entry of [...listeners]) if (entry.name === name) entry.listener(payload as never);
    },
    listenerCount: () => listeners.length,
  };
}
