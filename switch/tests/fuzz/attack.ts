import type { JsonObject, Path } from '../../index.ts';
import { encodeJsonPacket } from '../../index.ts';
import { Arena } from './arena.ts';

/** Beyond what the attacker's own switch uses. */
const FIRST_CHANNEL = 500;

/** An attacker with a line to a switch, and words for what it says there. */
export class Attack {
  readonly arena: Arena;
  #channels = FIRST_CHANNEL;

  constructor(seed: number) {
    this.arena = new Arena(seed);
  }

  /** A channel id that was never used. */
  freshId(): number {
    this.#channels++;
    return this.#channels * 2 + this.arena.attackerParity;
  }

  /** One packet, on a channel of its own unless `c` says which; gives back its channel. */
  say(json: JsonObject, { waitMs = 0, from, body }: { waitMs?: number; from?: Path; body?: Uint8Array } = {}): number {
    const { c = this.freshId() } = json;
    this.arena.say(encodeJsonPacket({ ...json, c }, body), waitMs, from);
    return Number(c);
  }
}
