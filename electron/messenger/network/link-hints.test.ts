import { expect, test } from 'vitest';
import type { LinkHint } from '../../../switch/index.ts';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import { LINK_HINT_AGE_MS_MAX } from '../limits.ts';
import { readLinkHints, writeLinkHints } from './link-hints.ts';

async function newHint(ageMs: number): Promise<LinkHint> {
  const { secrets: _, ...identity } = await nodeSwitchFactory.generateIdentity();
  return { identity, paths: [{ type: 'ipv4', ip: '192.0.2.7', port: 42424 }], ageMs };
}

test('links come back as they were stored, for thirty days', async () => {
  const hints = [await newHint(7), await newHint(0)];
  const text = writeLinkHints(hints, 1_000);
  const byName = (all: readonly LinkHint[]) => new Map(all.map((hint) => [hint.identity.hashname, hint]));
  expect(byName(readLinkHints(text, 1_000 + LINK_HINT_AGE_MS_MAX))).toEqual(byName(hints));
  expect(readLinkHints(text, 1_001 + LINK_HINT_AGE_MS_MAX)).toEqual([]);
});

test('what is not ours is no hint, and no error', async () => {
  const text = writeLinkHints([await newHint(7)], 0);
  for (const wrong of ['', '{', 'null', '[]', '{"atMs":0,"seeds":7,"agesMs":{}}', text.replace('"parts"', '"other"')])
    expect(readLinkHints(wrong, 0)).toEqual([]);
});
