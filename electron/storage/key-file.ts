import { createHmac } from 'node:crypto';
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
  /** What the key is recognised by without the database; undefined in files of version 1. */
  readonly check: Uint8Array | undefined;
}

const CHECK_TEXT = 'hashline/key-check/1\n';
const CHECK_BYTES = 16;

/** Lines: what it is and how it is kept with the bytes in hex, the key's check, the box of the rescue words. Version 1 had the first alone. */
const FIRST = /^hashline-key 1 (system|file) ((?:[0-9a-f]{2})+)\n$/;
const SECOND =
  /^hashline-key 2 (system|file) (open|locked) ((?:[0-9a-f]{2})+)\ncheck ([0-9a-f]{32})\n(?:rescue ((?:[0-9a-f]{2})+)\n)?$/;

export function encodeKeyFile({
  kind,
  isLocked,
  kept,
  rescue,
  check,
}: KeyFile & { readonly check: Uint8Array }): Uint8Array {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const first = `hashline-key 2 ${kind} ${isLocked ? 'locked' : 'open'} ${hex(kept)}\ncheck ${hex(check)}\n`;
  return Buffer.from(rescue === undefined ? first : `${first}rescue ${hex(rescue)}\n`, 'latin1');
}

export function decodeKeyFile(bytes: Buffer): KeyFile | undefined {
  const text = bytes.toString('latin1');
  const [, firstKind, firstHex] = FIRST.exec(text) ?? [];
  if (firstHex !== undefined) {
    return {
      kind: kindOf(firstKind),
      isLocked: false,
      kept: fromHexText(firstHex),
      rescue: undefined,
      check: undefined,
    };
  }
  const [, kind, lock, hex, check = '', rescue] = SECOND.exec(text) ?? [];
  if (hex === undefined) return undefined;
  const box = rescue === undefined ? undefined : fromHexText(rescue);
  return {
    kind: kindOf(kind),
    isLocked: lock === 'locked',
    kept: fromHexText(hex),
    rescue: box,
    check: fromHexText(check),
  };
}

/** The first 16 bytes of HMAC-SHA-256 under the key: it tells the right one from a wrong one, and nothing else. */
export function checkOf(key: Uint8Array): Uint8Array {
  return plainBytes(createHmac('sha256', key).update(CHECK_TEXT).digest().subarray(0, CHECK_BYTES));
}

function kindOf(word: string | undefined): KeyFile['kind'] {
  return word === 'system' ? 'system' : 'file';
}

function fromHexText(hex: string): Uint8Array {
  return plainBytes(Buffer.from(hex, 'hex'));
}
