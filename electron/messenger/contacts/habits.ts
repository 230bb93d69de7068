import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { HOURS_LOOK_MS } from '../limits.ts';
import type { TrustState } from '../views/trust-views.ts';
import { UsualHours } from './usual-hours.ts';

export interface HabitsParts {
  readonly core: Core;
  /** Every contact, and whether there is a line to them now. */
  readonly look: () => readonly { readonly person: string; readonly isOn: boolean }[];
  /** Whether this machine has a network: without one nobody is seen, and that says nothing. */
  readonly isOnline: () => boolean;
}

/** Whether they are on as far as this machine sees: there is a line to them, by whatever way. */
export function isOnIn(state: TrustState): boolean {
  return ON[state];
}

const ON: Record<TrustState, boolean> = {
  'direct-same-network': true,
  direct: true,
  connected: true,
  'through-friend': true,
  'through-helper': true,
  looking: false,
  waiting: false,
  'no-way-yet': false,
  offline: false,
};

/** Learns when each contact is usually on, from the lines we had ourselves. It stays in this store. */
export class Habits {
  private readonly hours = new Map<string, UsualHours>();
  /** What the windows show of it. */
  private readonly told = new Map<string, number | undefined>();
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly parts: HabitsParts) {}

  start(): void {
    this.cancelTimer = this.parts.core.clock.after(HOURS_LOOK_MS, () => {
      this.look().catch((error: unknown) => this.parts.core.log(`habits: ${describeError(error)}`));
      this.start();
    });
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  /** The hour of the day around which they usually come on today. */
  aroundOf(person: string): number | undefined {
    return this.of(person).around(this.parts.core.clock.wallMs());
  }

  private async look(): Promise<void> {
    const { core, look, isOnline } = this.parts;
    if (!isOnline()) return;
    const wallMs = core.clock.wallMs();
    let isNews = false;
    for (const { person, isOn } of look()) {
      const hours = this.of(person);
      if (hours.look(wallMs, isOn)) await core.details.change(person, { hours: hours.write() });
      const around = hours.around(wallMs);
      isNews ||= around !== this.told.get(person);
      this.told.set(person, around);
    }
    if (isNews) core.emit({ name: 'contacts' });
  }

  private of(person: string): UsualHours {
    const known = this.hours.get(person) ?? UsualHours.read(this.parts.core.details.get(person).hours);
    this.hours.set(person, known);
    return known;
  }
}
