import { type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { readSee, type SeeAddress } from './see-address.ts';

/** switch.md "link": both keep each other in their buckets for as long as the channel lives. */
export const LINK_TYPE = 'link';

/** A packet on a link: the request and its answer have `see`, keepalives have not. */
export interface LinkPacket {
  /** Whether the sender wants to be named to anybody. */
  readonly isSeed: boolean;
  readonly see: readonly SeeAddress[];
  /** Networks for which the sender forwards lines of ours; none: it doesn't; undefined: nothing new. */
  readonly bridges: readonly string[] | undefined;
}

/** Networks of one list that are read. */
const BRIDGES_READ_MAX = 8;

/** `bridges`: networks for which the sender forwards lines of the recipient ("Advertising Bridge Capacity"). */
export function writeLink(isSeed: boolean, see: readonly string[], bridges: readonly string[] = []): JsonObject {
  return { seed: isSeed, see, ...(bridges.length > 0 ? { bridges } : {}) };
}

/** What we offer has changed. "An empty array cancels any bridge advertisements." */
export function writeOffer(isSeed: boolean, bridges: readonly string[]): JsonObject {
  return { seed: isSeed, bridges };
}

/** "The keepalive requires only the single key/value" `seed`. */
export function writeKeepalive(isSeed: boolean): JsonObject {
  return { seed: isSeed };
}

/** A `seed` that isn't true is as false: it is the sender who is not named then. */
export function readLink(json: JsonObject): LinkPacket {
  return {
    isSeed: member(json, 'seed') === true,
    see: readSee(member(json, 'see')),
    bridges: readBridges(member(json, 'bridges')),
  };
}

function readBridges(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, BRIDGES_READ_MAX).filter((network) => typeof network === 'string');
}
