import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { CALL_NAMES, callChannel, EVENT_NAMES, eventChannel, LEND_CHANNEL } from './names.ts';

/**
 * Gives the page `window.bridge` (contract.ts, type Bridge) and nothing else: the calls by name, `on` for the events
 * by name, and `lend` for files of this disk. Only copied data passes; the page never holds ipcRenderer, a channel or Electron's event object.
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

/** Electron 25, the fallback runtime, has no webUtils: there the path is a property of the file, in this world too. */
const pathOf = (file: File): string =>
  (webUtils as typeof webUtils | undefined)?.getPathForFile(file) ?? (file as { readonly path?: string }).path ?? '';

/** Only true files have paths, and only the browser makes those: what the page makes up has none. */
function lend(files: unknown): Promise<unknown> {
  const held: readonly unknown[] = Array.isArray(files) ? files : [];
  return ipcRenderer.invoke(
    LEND_CHANNEL,
    held.map((file) => (file instanceof File ? pathOf(file) : '')),
  );
}

contextBridge.exposeInMainWorld('bridge', { ...calls, on, lend });
