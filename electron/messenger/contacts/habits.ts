import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { HOURS_LOOK_MS } from '../limits.ts';
import { UsualHours } from './usual-hours.ts';

export interface HabitsParts {
  readonly core: Core;
  /** Every contact, and whether there is a line to them now. */
  readonly look: () => readonly { readonly person: string; readonly isOn: boolean }[];
  /** Whether this machine has a network: without one nobody is seen, and that says nothing. */
  readonly isOnline: () => boolean;
}

/** Learns when each contact is usually on, from the lines we had ourselves. It stays in this store. */
export class Habits {
  private readonly hours = new Map<string, UsualHours>();
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
    for (const { person, isOn } of look()) {
      const hours = this.of(person);
      if (hours.look(wallMs, isOn)) await core.details.change(person, { hours: hours.write() });
    }
  }

  private of(person: string): UsualHours {
    const known = this.hours.get(person) ?? UsualHours.read(this.parts.core.details.get(person).hours);
    this.hours.set(person, known);
    return known;
  }
}
