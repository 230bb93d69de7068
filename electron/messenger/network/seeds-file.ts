import { readFile, stat } from 'node:fs/promises';
import { type LinkHint, parseSeeds, type SeedsError } from '../../../switch/index.ts';
import { hashPort } from '../identity/rsa-identity.ts';
import { SEEDS_FILE_BYTES_MAX } from '../limits.ts';

export type SeedsFileResult =
  | { readonly ok: true; readonly value: readonly LinkHint[] }
  /** A sentence for the person who named the file. */
  | { readonly ok: false; readonly error: string };

const EMPTY_LIST = /^\s*\{\s*\}\s*$/;

const SENTENCES: Readonly<Record<SeedsError, string>> = {
  'not-json': 'is no JSON',
  'not-seeds': 'is not an object of at most 256 seeds',
  'no-parts': 'has a seed without "parts"',
  'wrong-hashname': 'has a seed whose name is not the hashname of its parts',
  'no-key': 'has a seed without a key in base64',
  'wrong-key': 'has a seed whose key does not belong to its parts',
  'no-paths': 'has a seed without "paths"',
};

/** Reads a seeds.json (TeleHash v2 seeds.md). One without an entry says that there are no seeds. */
export async function readSeedsFile(file: string): Promise<SeedsFileResult> {
  try {
    const { size } = await stat(file);
    if (size > SEEDS_FILE_BYTES_MAX) return { ok: false, error: `The seeds file ${file} is too large for one.` };
    const text = await readFile(file, 'utf8');
    if (EMPTY_LIST.test(text)) return { ok: true, value: [] };
    const seeds = parseSeeds(hashPort, text);
    return seeds.ok ? seeds : { ok: false, error: `The seeds file ${file} ${SENTENCES[seeds.error]}.` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { ok: false, error: `The seeds file ${file} can't be read (${code}).` };
  }
}
