import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { UPDATE_MANIFEST_BYTES_MAX } from '../limits.ts';

/**
 * The word about a new version. It is taken only if one of the keys built into this app signed these very bytes: whoever holds the
 * address it comes from, or the line to it, can keep a version from us, but never give us another one.
 */
const Version = z.string().regex(/^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})$/);

const Manifest = z.object({
  app: z.literal('hashline'),
  version: Version,
  files: z
    .array(
      z.object({
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/),
        bytes: z.number().int().positive(),
        /** Base64, as electron-updater has it. */
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
      }),
    )
    .max(64),
});
export type Manifest = z.output<typeof Manifest>;

export type ManifestProblem = 'not-trusted' | 'malformed' | 'not-newer';

export type ManifestResult =
  | { readonly ok: true; readonly value: Manifest }
  | { readonly ok: false; readonly error: ManifestProblem };

/** Signed before the manifest, so that a signature of the key over anything else is worth nothing here. */
const CONTEXT = Buffer.from('hashline/update/1\n');

/** What is signed for `manifest`. */
export function signedBytes(manifest: Uint8Array): Uint8Array {
  return Buffer.concat([CONTEXT, manifest]);
}

/** An Ed25519 key as 32 bytes in hex, within the frame that Node reads (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_HEX = /^[0-9a-f]{64}$/;
const SIGNATURE_BYTES = 64;

/**
 * Reads a manifest that is newer than `current` and signed by one of `keys` (32 bytes in hex each). The signature is checked before
 * anything in it is read.
 */
export function readManifest(
  manifest: Uint8Array,
  signature: Uint8Array,
  keys: readonly string[],
  current: string,
): ManifestResult {
  if (manifest.length > UPDATE_MANIFEST_BYTES_MAX) return { ok: false, error: 'malformed' };
  if (signature.length !== SIGNATURE_BYTES) return { ok: false, error: 'not-trusted' };
  const signed = signedBytes(manifest);
  if (!keys.some((key) => isSignedBy(key, signed, signature))) return { ok: false, error: 'not-trusted' };
  const read = Manifest.safeParse(parse(manifest));
  if (!read.success) return { ok: false, error: 'malformed' };
  if (compareVersions(read.data.version, current) <= 0) return { ok: false, error: 'not-newer' };
  return { ok: true, value: read.data };
}

/** What electron-updater reads from the feed by itself: nobody signed it. */
interface FeedWord {
  readonly version: string;
  readonly files: readonly { readonly sha512: string }[];
}

/**
 * Whether the feed offers what was signed and nothing besides. With no files at all electron-updater would take the old fields
 * `path` and `sha512` of the same word, which nobody here looked at.
 */
export function isAsSigned({ version, files }: FeedWord, signed: string, sha512s: readonly string[]): boolean {
  return version === signed && files.length > 0 && files.every(({ sha512 }) => sha512s.includes(sha512));
}

function isSignedBy(key: string, signed: Uint8Array, signature: Uint8Array): boolean {
  if (!KEY_HEX.test(key)) return false;
  const der = Buffer.concat([SPKI_HEAD, Buffer.from(key, 'hex')]);
  return verify(null, signed, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Negative, 0 or positive; by numbers, part by part. Three numbers each, or it is no version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
