import { plainBytes } from './plain-bytes.ts';

/** How the database key lies in its file. */
export interface KeyFile {
  /** `system`: `kept` is sealed by the key store. */
  readonly kind: 'system' | 'file';
  /** Whether what lies in it is the key itself, or a box that only the passphrase opens. */
  readonly isLocked: boolean;
  readonly kept: Uint8Array;
  /** The same key in a box that the rescue words open; undefined until there are words. */
  readonly rescue: Uint8Array | undefined;
}

/** Lines: what it is and how it is kept with the bytes in hex, then the box of the rescue words. Version 1 had the first alone. */
const FIRST = /^hashline-key 1 (system|file) ((?:[0-9a-f]{2})+)\n$/;
const SECOND = /^hashline-key 2 (system|file) (open|locked) ((?:[0-9a-f]{2})+)\n(?:rescue ((?:[0-9a-f]{2})+)\n)?$/;

export function encodeKeyFile({ kind, isLocked, kept, rescue }: KeyFile): Uint8Array {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const first = `hashline-key 2 ${kind} ${isLocked ? 'locked' : 'open'} ${hex(kept)}\n`;
  return Buffer.from(rescue === undefined ? first : `${first}rescue ${hex(rescue)}\n`, 'latin1');
}

export function decodeKeyFile(bytes: Buffer): KeyFile | undefined {
  const text = bytes.toString('latin1');
  const [, firstKind, firstHex] = FIRST.exec(text) ?? [];
  if (firstHex !== undefined) {
    return { kind: kindOf(firstKind), isLocked: false, kept: fromHexText(firstHex), rescue: undefined };
  }
  const [, kind, lock, hex, rescue] = SECOND.exec(text) ?? [];
  if (hex === undefined) return undefined;
  const box = rescue === undefined ? undefined : fromHexText(rescue);
  return { kind: kindOf(kind), isLocked: lock === 'locked', kept: fromHexText(hex), rescue: box };
}

function kindOf(word: string | undefined): KeyFile['kind'] {
  return word === 'system' ? 'system' : 'file';
}

function fromHexText(hex: string): Uint8Array {
  return plainBytes(Buffer.from(hex, 'hex'));
}
