import { setTimeout as pause } from 'node:timers/promises';
import type { Hashname, JsonObject } from '../index.ts';
import { Switch } from '../node-api/switch.ts';

/** Between two looks at the links. */
const LOOK_MS = 100;

export interface SeedAnswer {
  readonly hashname: string;
  /** Whether there is a link to it now, by which it said that it is a seed. */
  readonly answers: boolean;
}

/**
 * Asks each seed of a list, as a switch does that starts with it: an address that answers with another key, and a switch that is no
 * seed, count as silent. Ends when all have answered, or after `timeoutMs`.
 */
export async function askSeeds(seeds: JsonObject, timeoutMs: number, ip?: string): Promise<readonly SeedAnswer[]> {
  const listen = ip === undefined ? {} : { ip };
  const asking = await Switch.create({ seeds, listen, lanDiscovery: false, portMapping: false });
  try {
    const endAtMs = Date.now() + timeoutMs;
    for (;;) {
      const linked = new Set<string>(
        asking.links().flatMap(({ hashname, isSeed }): Hashname[] => (isSeed ? [hashname] : [])),
      );
      const answers = Object.keys(seeds).map((hashname) => ({ hashname, answers: linked.has(hashname) }));
      if (answers.every((each) => each.answers) || Date.now() >= endAtMs) return answers;
      await pause(LOOK_MS);
    }
  } finally {
    await asking.close();
  }
}
