import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { LendQuestion } from './contract/outside.ts';
import { CALL_NAMES, callChannel, EVENT_NAMES, eventChannel, LEND_CHANNEL, LEND_PROOF_CHANNEL } from './names.ts';

/**
 * Gives the page `window.bridge` (contract.ts, type Bridge) and nothing else: the calls by name, `on` for the events
 * by name, and `lend` for files of this disk. Only copied data passes; the page never holds ipcRenderer, a channel or Electron's event object.
 */
type Listener = (payload: unknown) => void;
type LendQuestions = { readonly ok: true; readonly value: readonly LendQuestion[] } | { readonly ok: false };

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

/**
 * Only true files have paths, and only the browser makes those: what the page makes up has none. The main process believes no path
 * from this process: it asks for bytes of the file, which Chromium lets a page read only once a person handed the file over.
 */
async function lend(given: unknown): Promise<unknown> {
  const held: readonly unknown[] = Array.isArray(given) ? given : [];
  const files = held.map((file) => (file instanceof File ? file : new File([], '')));
  const asked = (await ipcRenderer.invoke(
    LEND_CHANNEL,
    files.map((file) => ({ path: pathOf(file), bytes: file.size })),
  )) as LendQuestions;
  if (!asked.ok) return asked;
  return ipcRenderer.invoke(
    LEND_PROOF_CHANNEL,
    await Promise.all(asked.value.map((question, index) => prove(files[index] ?? new File([], ''), question))),
  );
}

async function prove(file: File, { ticket, nonce, parts }: LendQuestion): Promise<object> {
  try {
    const shown = new Blob([new Uint8Array(nonce), ...parts.map(({ at, bytes }) => file.slice(at, at + bytes))]);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await shown.arrayBuffer()));
    return { ticket, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
  } catch {
    return { ticket, sha256: '' }; // a folder, or a file that is gone by now
  }
}

contextBridge.exposeInMainWorld('bridge', { ...calls, on, lend });
