import {
  PATH_REQUEST_MS,
  PATH_REQUESTS_MAX,
  SEEN_ADDRESSES_MAX,
  TCP_CLAIMED_PORT_MIN,
  TCP_CLAIMED_PORT_WEB,
} from '../constants.ts';
import type { LocalNetwork } from '../endpoint.ts';
import { type Hashname, parseHashname } from '../hashname/hashname.ts';
import { type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { mayBeTold, reachOf } from '../paths/locality.ts';
import { isTcp, type Path, readPath, readPaths, type Way, writePath, zoneOf } from '../paths/path.ts';

/** switch.md "path": which addresses each side has, and which of them answer. */
export const PATH_TYPE = 'path';

/** Our own key in a request: how many packets beyond the last processed one this switch keeps (DECISIONS.md no. 8). */
const WINDOW_KEY = 'window';

/** Ours: the largest datagram that this switch takes. Who says so also reads bundles and `sack` (DECISIONS.md no. 44 to 46). */
const DATAGRAM_KEY = 'datagram';

/** Ours: where others see this switch, told over a relay or a bridge so that holes can be punched. No claim: see SeenAddresses. */
const SEEN_KEY = 'seen';

/** Ours: the switch that forwards what goes over this path, so that nobody takes a bridged line for a direct one. */
const BRIDGE_KEY = 'bridge';

export interface PathRequest {
  /** Of the peer's own addresses; undefined if it told none. */
  readonly paths: readonly Path[] | undefined;
  /** Public addresses at which others see the peer. */
  readonly seen: readonly Path[];
  /** Who forwards on the path that the request took, as far as the peer knows. */
  readonly bridgedBy: Hashname | undefined;
}

/** What a switch of our kind tells of itself. */
export interface Capacity {
  readonly windowPackets: number;
  readonly datagramBytesMax: number;
}

/** What goes into a request when somebody stands between. */
export interface Indirection {
  readonly seen: readonly Path[];
  readonly bridgedBy: Hashname | undefined;
}

/** The HEAD of a request, without `c`. `over` is the path it goes over: it decides what may be told. */
export function writePathRequest(
  own: readonly Path[],
  networks: readonly LocalNetwork[],
  over: Way,
  capacity: Capacity,
  indirection?: Indirection,
): JsonObject {
  const told = own.filter((path) => mayBeTold(path, over, networks)).map(writePath);
  return {
    type: PATH_TYPE,
    ...(told.length > 0 ? { paths: told } : {}),
    ...writeCapacity(capacity),
    ...writeIndirection(indirection),
  };
}

/**
 * Reads a request that came over `over`. Addresses that it may not tell are left out: they would reach into our network.
 * Link-local ones are those of the link it came by.
 */
export function readPathRequest(json: JsonObject, over: Way, networks: readonly LocalNetwork[]): PathRequest {
  const told = readPaths(member(json, 'paths'), zoneOf(over));
  return {
    paths: told?.filter((path) => mayBeTold(path, over, networks) && mayBeDialled(path)),
    seen: (readPaths(member(json, SEEN_KEY)) ?? [])
      .filter((path) => reachOf(path) === 'public' && !isTcp(path))
      .slice(0, SEEN_ADDRESSES_MAX),
    bridgedBy: parseHashname(member(json, BRIDGE_KEY)),
  };
}

/** The HEAD of an answer, without `c`: "the specific path information the response is being sent to". A link-local one is told to nobody. */
export function writePathAnswer(to: Path, capacity?: Capacity): JsonObject {
  return { ...(to.zone === undefined && { path: writePath(to) }), ...(capacity && writeCapacity(capacity)) };
}

/** What a request or an answer tells of the switch it comes from; undefined: nothing, as one of another kind. */
export function readCapacity(json: JsonObject): Capacity | undefined {
  const windowPackets = readCount(member(json, WINDOW_KEY));
  const datagramBytesMax = readCount(member(json, DATAGRAM_KEY));
  return windowPackets === undefined || datagramBytesMax === undefined
    ? undefined
    : { windowPackets, datagramBytesMax };
}

/** Where the other side says that it saw this answer go: our own address, as it looks from there. */
export function readPathAnswer(json: JsonObject): Path | undefined {
  return readPath(member(json, 'path'));
}

interface SentRequest {
  readonly channelId: number;
  readonly key: string;
  readonly atMs: number;
  readonly paddedBytes: number | undefined;
  isMeasured: boolean;
}

/** With what it says of the path, if the answer came over the path that the request took. */
export interface AnsweredRequest {
  readonly roundTripMs?: number | undefined;
  readonly paddedBytes?: number | undefined;
}

const NONE: readonly SentRequest[] = [];

/** Our requests to one peer whose answers are still welcome. */
export class PathRequests {
  /** In the order of their times. */
  #sent: readonly SentRequest[] = NONE;

  /** `paddedBytes`: of the datagram, if the request asks whether one of that size arrives. */
  add(channelId: number, key: string, nowMs: number, paddedBytes?: number): void {
    const welcome = this.#sent.filter(({ atMs }) => nowMs - atMs <= PATH_REQUEST_MS).slice(1 - PATH_REQUESTS_MAX);
    this.#sent = welcome.concat({ channelId, key, atMs: nowMs, paddedBytes, isMeasured: false });
  }

  /** Whether it is one of ours, and if the answer came over the path that the request took, how long that was. */
  answered(channelId: number, key: string, nowMs: number): AnsweredRequest | undefined {
    const request = this.#sent.find((sent) => sent.channelId === channelId);
    if (request === undefined || nowMs - request.atMs > PATH_REQUEST_MS) return undefined;
    const isSameWay = request.key === key && !request.isMeasured; // later answers took a detour over there
    request.isMeasured ||= isSameWay;
    return isSameWay ? { roundTripMs: nowMs - request.atMs, paddedBytes: request.paddedBytes } : {};
  }

  clear(): void {
    this.#sent = NONE;
  }
}

/** Behind low TCP ports other people's services listen. */
function mayBeDialled(path: Path): boolean {
  return !isTcp(path) || path.port >= TCP_CLAIMED_PORT_MIN || path.port === TCP_CLAIMED_PORT_WEB;
}

function writeCapacity({ windowPackets, datagramBytesMax }: Capacity): JsonObject {
  return { [WINDOW_KEY]: windowPackets, [DATAGRAM_KEY]: datagramBytesMax };
}

function readCount(value: JsonValue | undefined): number | undefined {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 1;
  return isCount ? value : undefined;
}

function writeIndirection(indirection: Indirection | undefined): JsonObject {
  if (indirection === undefined) return {};
  const { seen, bridgedBy } = indirection;
  return {
    ...(seen.length > 0 ? { [SEEN_KEY]: seen.map(writePath) } : {}),
    ...(bridgedBy === undefined ? {} : { [BRIDGE_KEY]: bridgedBy }),
  };
}
