import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes taken out of the middle of a picture: no other file has them by chance. */
const SAMPLE_BYTES = 24;

/** Something nobody may find on a disk or in a log. */
export interface Secret {
  readonly what: string;
  readonly bytes: Uint8Array;
}

export const secretText = (what: string, text: string): Secret => ({ what, bytes: Buffer.from(text, 'utf8') });

/** A piece of a picture or file from its middle: its head is the same in many. */
export function secretSample(what: string, content: Uint8Array): Secret {
  const middle = Math.floor(content.length / 2);
  return { what, bytes: content.slice(middle, middle + SAMPLE_BYTES) };
}

/** Every file below, with its path from `folder`. */
export function filesBelow(folder: string, prefix = ''): readonly string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = join(prefix, entry.name);
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/** What of the secrets is in these bytes, in whichever form: as they are, as UTF-16, base64 or hex. */
export function tracesIn(haystack: Uint8Array, secrets: readonly Secret[]): readonly string[] {
  const bytes = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength);
  const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
  return secrets.flatMap(({ what, bytes: secret }) => {
    const found = formsOf(secret).filter(({ form, ignoresCase }) => (ignoresCase ? lower : bytes).includes(form));
    return found.map(({ name }) => `${what} as ${name}`);
  });
}

interface Form {
  readonly name: string;
  readonly form: Buffer;
  readonly ignoresCase: boolean;
}

function formsOf(secret: Uint8Array): readonly Form[] {
  const plain = Buffer.from(secret);
  const wide = Buffer.from(plain.toString('utf8'), 'utf16le');
  return [
    { name: 'it is', form: plain, ignoresCase: false },
    { name: 'UTF-16', form: wide, ignoresCase: false },
    { name: 'UTF-16, the other way round', form: Buffer.from(wide).swap16(), ignoresCase: false },
    { name: 'hex', form: Buffer.from(plain.toString('hex')), ignoresCase: true },
    ...[0, 1, 2].map((shift) => ({ name: 'base64', form: base64At(plain, shift), ignoresCase: false })),
    ...[0, 1, 2].map((shift) => ({ name: 'base64url', form: urlSafe(base64At(plain, shift)), ignoresCase: false })),
  ];
}

/** As it would stand in a longer text whose bytes before it are `shift` more than whole groups of three. */
function base64At(secret: Buffer, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), secret])
    .toString('base64')
    .replace(/=+$/, '');
  const unsure = (shift + secret.length) % 3 === 0 ? 0 : 1; // its last digit has bits of what follows
  return Buffer.from(text.slice(Math.ceil((shift * 4) / 3), text.length - unsure));
}

function urlSafe(form: Buffer): Buffer {
  return Buffer.from(form.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'), 'latin1');
}

/** Files and folders that somebody else on this computer may open. Windows has no such bits. */
export function openToOthers(folder: string): readonly string[] {
  if (process.platform === 'win32') return [];
  const folders = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = filesBelow(folder).map((file) => join(folder, file));
  return [folder, ...folders, ...files].filter((place) => (lstatSync(place).mode & 0o077) !== 0);
}

/** Longest file of which every stretch is tried as a key; of a longer one its ends. */
const WHOLE_BYTES_MAX = 4_096;

/** Every 32 bytes that a file might give a thief as a key: its stretches, what it holds in hex, and hashes of both. */
export function keysIn(file: string, hash: (bytes: Uint8Array) => Uint8Array): readonly Uint8Array[] {
  const content = readFileSync(file);
  const runs = content.toString('latin1').match(/(?:[0-9a-f]{2}){32,}/g) ?? [];
  const pieces = [content, ...runs.map((run) => Buffer.from(run, 'hex'))];
  return pieces.flatMap((piece) => [hash(piece), ...stretchesOf(piece)]);
}

const KEY_BYTES = 32;

function stretchesOf(piece: Buffer): readonly Uint8Array[] {
  const last = piece.length - KEY_BYTES;
  if (last < 0) return [];
  const starts = piece.length <= WHOLE_BYTES_MAX ? Array.from({ length: last + 1 }, (_, at) => at) : [0, last];
  return starts.map((at) => Uint8Array.from(piece.subarray(at, at + KEY_BYTES)));
}
