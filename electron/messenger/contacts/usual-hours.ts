import { z } from 'zod';
import { HOURS_DECAY, HOURS_LOOKS_MIN, HOURS_RATIO_MIN, HOURS_WEIGHT_MIN } from '../limits.ts';

const HOURS_OF_WEEK = 168;
const HOURS_OF_DAY = 24;
const Weights = z.array(z.number().min(0).finite()).length(HOURS_OF_WEEK);
const Stored = z.strictObject({ on: Weights, watched: Weights });

/**
 * When somebody is usually on: of each hour of the week, how often their line was open of the times that we looked. Learned from
 * our own observations alone, forgotten slowly, and never told to anybody.
 */
export class UsualHours {
  private hour: { readonly of: number; looks: number; on: number } | undefined;

  private constructor(
    private readonly on: number[],
    private readonly watched: number[],
  ) {}

  /** What was stored; a text that can't be read has forgotten everything and nothing else. */
  static read(text: string | undefined): UsualHours {
    const stored = text === undefined ? undefined : Stored.safeParse(parse(text));
    if (stored?.success === true) return new UsualHours(stored.data.on, stored.data.watched);
    return new UsualHours(Array(HOURS_OF_WEEK).fill(0), Array(HOURS_OF_WEEK).fill(0));
  }

  write(): string {
    const short = (weights: readonly number[]) => weights.map((weight) => Math.round(100 * weight) / 100);
    return JSON.stringify({ on: short(this.on), watched: short(this.watched) });
  }

  /** A look at `wallMs` found them on or not. True if an hour is over and there is something to be stored. */
  look(wallMs: number, isOn: boolean): boolean {
    const of = hourOfWeek(wallMs);
    const isOver = this.hour !== undefined && this.hour.of !== of && this.settle(this.hour);
    if (this.hour?.of !== of) this.hour = { of, looks: 0, on: 0 };
    this.hour.looks += 1;
    if (isOn) this.hour.on += 1;
    return isOver;
  }

  /** The hour of the day, by this machine's clock, around which they usually come on that day of the week; undefined if none. */
  around(wallMs: number): number | undefined {
    const day = hourOfWeek(wallMs) - (hourOfWeek(wallMs) % HOURS_OF_DAY);
    const usual = Array.from({ length: HOURS_OF_DAY }, (_, hour) => this.isUsual(day + hour));
    const nowHour = hourOfWeek(wallMs) % HOURS_OF_DAY;
    const begins = usual.flatMap((is, hour) => (is && usual[hour - 1] !== true ? [hour] : []));
    const isNow = usual[nowHour] === true;
    return isNow ? begins.filter((hour) => hour <= nowHour).at(-1) : begins.find((hour) => hour > nowHour);
  }

  private isUsual(hour: number): boolean {
    const watched = this.watched[hour] ?? 0;
    return watched >= HOURS_WEIGHT_MIN && (this.on[hour] ?? 0) >= HOURS_RATIO_MIN * watched;
  }

  /** An hour in which we hardly looked says nothing. */
  private settle({ of, looks, on }: { of: number; looks: number; on: number }): boolean {
    if (looks < HOURS_LOOKS_MIN) return false;
    this.on[of] = HOURS_DECAY * (this.on[of] ?? 0) + (on > 0 ? 1 : 0);
    this.watched[of] = HOURS_DECAY * (this.watched[of] ?? 0) + 1;
    return true;
  }
}

function hourOfWeek(wallMs: number): number {
  const date = new Date(wallMs);
  return HOURS_OF_DAY * date.getDay() + date.getHours();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the column is ours; one that is no JSON is as good as empty
  }
}
