import { existsSync } from 'node:fs';
import type { BridgeCalls, Input } from '../../bridge/contract.ts';

type AboutCalls = Pick<BridgeCalls, 'getAbout' | 'showPlace'>;
type KnownPlace = Input<'showPlace'>['place'];

export interface AboutCallsParts {
  readonly about: {
    readonly version: string;
    readonly electron: string;
    readonly system: string;
    readonly dataFolder: string;
    readonly logFolder: string | undefined;
  };
  /** Where a place lies just now; undefined if there is none. */
  readonly placeOf: (place: KnownPlace) => Promise<string | undefined>;
  /** Shows a file in its folder, or a folder. */
  readonly show: (path: string) => void;
}

const LICENCE = 'AGPL-3.0-only';

/** What the program is, and its places in the system's own windows. */
export function aboutCalls({ about, placeOf, show }: AboutCallsParts): AboutCalls {
  const { logFolder, ...known } = about;
  return {
    getAbout: async () => ({
      ok: true,
      value: { ...known, licence: LICENCE, ...(logFolder !== undefined && { logFolder }) },
    }),
    showPlace: async ({ place }) => {
      const path = await placeOf(place);
      if (path === undefined || !existsSync(path)) return { ok: false, error: 'gone' };
      show(path);
      return { ok: true, value: {} };
    },
  };
}
