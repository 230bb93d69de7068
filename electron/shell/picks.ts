import { PICKS_MAX } from './limits.ts';

/** Files and folders that the person chose in a dialog of the system, under names that say nothing. */
export interface Picks {
  put(path: string): string;
  pathOf(pick: string): string | undefined;
}

/** The newest few; `random` makes the names. */
export function createPicks(random: (length: number) => Uint8Array): Picks {
  const paths = new Map<string, string>();
  return {
    put(path) {
      const pick = Buffer.from(random(16)).toString('hex');
      paths.set(pick, path);
      const [oldest] = paths.keys();
      if (paths.size > PICKS_MAX && oldest !== undefined) paths.delete(oldest);
      return pick;
    },
    pathOf: (pick) => paths.get(pick),
  };
}
