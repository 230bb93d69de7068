import { z } from 'zod';
import { fail, type LinkHint, ok, parseSeeds, type Result } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import type { NetworkSettings, NetworkSettingsProblem } from '../api/connection-api.ts';
import { hashPort } from '../identity/rsa-identity.ts';
import {
  CARRY_BYTES_PER_SECOND_MAX,
  CARRY_BYTES_PER_SECOND_USUAL,
  PORT_CHOSEN_MIN,
  SEEDS_FILE_BYTES_MAX,
} from '../limits.ts';

/** Name in the state store. */
const STATE_NAME = 'network.settings';
const PORT_MAX = 65_535;

const Stored = z.object({
  port: z.number().int().min(PORT_CHOSEN_MIN).max(PORT_MAX).optional(),
  hasPortMapping: z.boolean().default(true),
  carries: z.boolean().default(true),
  carryBytesPerSecond: z.number().int().min(1).max(CARRY_BYTES_PER_SECOND_MAX).default(CARRY_BYTES_PER_SECOND_USUAL),
  seeds: z.string().max(SEEDS_FILE_BYTES_MAX).default(''),
});

/** What the person here chose for the network, from the first start on. What can't be read counts as nothing chosen. */
export class NetworkChoices {
  private constructor(
    private readonly state: StateStore,
    private chosen: NetworkSettings,
  ) {}

  static async open(state: StateStore): Promise<NetworkChoices> {
    return new NetworkChoices(state, readStored(await state.getText(STATE_NAME)));
  }

  get now(): NetworkSettings {
    return this.chosen;
  }

  /** Own seeds as hints for the switch. */
  seeds(): readonly LinkHint[] {
    const { seeds } = this.chosen;
    const read = seeds === '' ? undefined : parseSeeds(hashPort, seeds);
    return read?.ok === true ? read.value : [];
  }

  /** Resolves once it is on disk; what can't be is said, and nothing changes. */
  async change(change: Partial<NetworkSettings>): Promise<Result<Record<string, never>, NetworkSettingsProblem>> {
    const next = { ...this.chosen, ...change };
    if (next.seeds !== '' && !parseSeeds(hashPort, next.seeds).ok) return fail('not-seeds');
    const checked = Stored.safeParse(next);
    if (!checked.success) return fail(checked.error.issues[0]?.path[0] === 'port' ? 'bad-port' : 'bad-cap');
    await this.state.setText(STATE_NAME, JSON.stringify(checked.data));
    this.chosen = settingsOf(checked.data);
    return ok({});
  }
}

function readStored(text: string | undefined): NetworkSettings {
  if (text === undefined) return settingsOf(Stored.parse({}));
  try {
    return settingsOf(Stored.parse(JSON.parse(text)));
  } catch {
    return settingsOf(Stored.parse({})); // not ours: as on the first day
  }
}

function settingsOf({ port, ...rest }: z.output<typeof Stored>): NetworkSettings {
  return { port, ...rest };
}
