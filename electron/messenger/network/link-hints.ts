import { z } from 'zod';
import { type JsonValue, type LinkHint, readSeeds, writeSeeds } from '../../../switch/index.ts';
import { hashPort } from '../identity/rsa-identity.ts';
import { LINK_HINT_AGE_MS_MAX } from '../limits.ts';

/** What lies in the store: a seeds.json, how long each link had lasted, and when that was written. */
const Stored = z.object({
  atMs: z.number(),
  seeds: z.custom<JsonValue>((value) => value !== undefined),
  agesMs: z.record(z.string(), z.number()),
});

export function writeLinkHints(hints: readonly LinkHint[], atMs: number): string {
  const agesMs = Object.fromEntries(hints.map(({ identity, ageMs = 0 }) => [identity.hashname, ageMs]));
  return JSON.stringify({ atMs, seeds: writeSeeds(hints), agesMs });
}

/** Nothing where the text is too old, or not ours: hints only help, and are learned again. */
export function readLinkHints(text: string, nowMs: number): readonly LinkHint[] {
  const stored = Stored.safeParse(parse(text));
  if (!stored.success || nowMs - stored.data.atMs > LINK_HINT_AGE_MS_MAX) return [];
  const seeds = readSeeds(hashPort, stored.data.seeds);
  if (!seeds.ok) return [];
  return seeds.value.map((seed) => ({ ...seed, ageMs: stored.data.agesMs[seed.identity.hashname] ?? 0 }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not ours, as above
  }
}
