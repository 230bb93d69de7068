import { type JsonObject, member } from '../packet/json.ts';
import { readSee, type SeeAddress } from './see-address.ts';

/** switch.md "link": both keep each other in their buckets for as long as the channel lives. */
export const LINK_TYPE = 'link';

/** A packet on a link: the request and its answer have `see`, keepalives have not. */
export interface LinkPacket {
  /** Whether the sender wants to be named to anybody. */
  readonly isSeed: boolean;
  readonly see: readonly SeeAddress[];
}

/** `bridges`: networks for which the sender forwards lines of the recipient ("Advertising Bridge Capacity"). */
export function writeLink(isSeed: boolean, see: readonly string[], bridges: readonly string[] = []): JsonObject {
  return { seed: isSeed, see, ...(bridges.length > 0 ? { bridges } : {}) };
}

/** "The keepalive requires only the single key/value" `seed`. */
export function writeKeepalive(isSeed: boolean): JsonObject {
  return { seed: isSeed };
}

/** A `seed` that isn't true is as false: it is the sender who is not named then. */
export function readLink(json: JsonObject): LinkPacket {
  return { isSeed: member(json, 'seed') === true, see: readSee(member(json, 'see')) };
}
