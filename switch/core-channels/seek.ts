import { SEEK_DIGITS_MIN } from '../constants.ts';
import { seekValue } from '../dht/distance.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { type JsonObject, member } from '../packet/json.ts';
import { readSee, type SeeAddress } from './see-address.ts';

/** switch.md "seek": who is closer to a hashname. */
export const SEEK_TYPE = 'seek';

const VALUE_PATTERN = /^[0-9a-f]{1,64}$/;

/** The content of a request to `to`: no more of the sought hashname than `to` needs. */
export function writeSeek(to: Hashname, sought: Hashname): JsonObject {
  return { seek: seekValue(to, sought) };
}

/** The value that somebody seeks; undefined if it is no prefix of a hashname, or too short to tell a distance. */
export function readSeek(json: JsonObject): string | undefined {
  const value = member(json, 'seek');
  if (typeof value !== 'string' || value.length < SEEK_DIGITS_MIN) return undefined;
  return VALUE_PATTERN.test(value) ? value : undefined;
}

/**
 * The content of the answer. The `end` is in it as content: the channel itself stays for a while, since the reference asks again
 * under the same id when the answer was lost.
 */
export function writeSeekAnswer(see: readonly string[]): JsonObject {
  return { see, end: true };
}

export function readSeekAnswer(json: JsonObject): readonly SeeAddress[] {
  return readSee(member(json, 'see'));
}
