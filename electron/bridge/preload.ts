import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { CALL_NAMES, callChannel, EVENT_NAMES, eventChannel } from './names.ts';

/**
 * Gives the page `window.bridge` (contract.ts, type Bridge) and nothing else: the calls by name, and `on` for the events
 * by name. Only copied data passes; the page never holds ipcRenderer, a channel or Electron's event object.
 */
type Listener = (payload: unknown) => void;

const calls = Object.fromEntries(
  CALL_NAMES.map((name) => [name, (input: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel(name), input)]),
);

function on(name: unknown, listener: Listener): () => void {
  const known = EVENT_NAMES.find((candidate) => candidate === name);
  if (known === undefined) throw new Error('The bridge has no such event.');
  const channel = eventChannel(known);
  const relay = (_event: IpcRendererEvent, payload: unknown) => listener(payload);
  ipcRenderer.on(channel, relay);
  return () => {
    ipcRenderer.removeListener(channel, relay);
  };
}

contextBridge.exposeInMainWorld('bridge', { ...calls, on });
