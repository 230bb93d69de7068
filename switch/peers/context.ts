import { concat } from '../bytes.ts';
import type { CipherSet } from '../cipher-sets/cipher-set.ts';
import type { CryptoPort, Random } from '../cipher-sets/crypto-port.ts';
import { LINE_ID_BYTES } from '../cipher-sets/line-id.ts';
import { CHANNEL_PACKET_BYTES_MAX, DATAGRAM_BYTES_MAX, type Waits } from '../constants.ts';
import type { LocalNetwork } from '../endpoint.ts';
import type { SwitchEvents } from '../events.ts';
import type { Fifo } from '../fifo.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { PublicIdentity } from '../hashname/keys.ts';
import type { AskedSources } from '../line/asked-sources.ts';
import type { DropReason, SwitchMetrics } from '../metrics.ts';
import type { JsonObject } from '../packet/json.ts';
import { encodeJsonPacket } from '../packet/packet.ts';
import type { NewAddresses } from '../paths/new-addresses.ts';
import { isRelay, type Path, type Way } from '../paths/path.ts';
import type { PathUsers } from '../paths/path-users.ts';
import type { SeenAddresses } from '../paths/seen-addresses.ts';
import type { TimerQueue } from '../timers.ts';
import type { Transmit } from '../transmit.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { Peer } from './peer.ts';
import type { Task } from './task.ts';
import type { Tunnels } from './tunnels.ts';

/** What the parts of a switch share. */
export interface Context {
  readonly self: PublicIdentity;
  readonly crypto: CryptoPort;
  readonly random: Random;
  readonly cipherSets: ReadonlyMap<string, CipherSet>;
  readonly metrics: SwitchMetrics;
  readonly transmits: Fifo<Transmit>;
  /** What nobody waits for: done when all else has left. */
  readonly later: Fifo<(nowMs: number) => void>;
  readonly events: SwitchEvents;
  readonly timers: TimerQueue<Peer | ActiveChannel | Task>;
  /** Addresses that packets of each peer came from. */
  readonly users: PathUsers;
  readonly waits: Waits;
  /** Largest datagram that goes or is asked for. */
  readonly datagramBytesMax: number;
  /** What carries packets to those that are reached through another switch. */
  readonly tunnels: Tunnels;
  readonly seenAddresses: SeenAddresses;
  /** What a home router has to bear of our asking around. */
  readonly newAddresses: NewAddresses;
  /** Where answers to our opens and punches may come from. */
  readonly askedSources: AskedSources;
  /** With whom the application wants no line: neither their opens nor ours, whoever introduces them. */
  readonly refused: Set<Hashname>;
  localPaths: readonly Path[];
  localNetworks: readonly LocalNetwork[];
}

export function drop(context: Context, reason: DropReason): void {
  context.metrics.dropped[reason]++;
}

export function transmit(context: Context, to: Way, bytes: Uint8Array, isEverywhere = false): void {
  if (isRelay(to)) {
    if (!context.tunnels.send(to, bytes)) drop(context, 'tunnel-full');
    return;
  }
  context.metrics.datagramsSent++;
  context.metrics.bytesSent += bytes.length;
  context.transmits.add(isEverywhere ? { to, bytes, isEverywhere } : { to, bytes });
}

/** Does it when all else has left, if the keys of the line are still the same by then. */
export function doLater(context: Context, { line }: Peer, task: (nowMs: number) => void): void {
  const { session } = line;
  context.later.add((nowMs) => {
    if (session !== undefined && session === line.session) task(nowMs);
  });
}

/** The HEAD length of a line packet: it has none (network.md "line"). */
const LINE_HEAD = Uint8Array.of(0, 0);

/** What a line adds to a channel packet at the most: HEAD length, line id, and what cipher set 3a adds. */
export const LINE_OVERHEAD_BYTES = DATAGRAM_BYTES_MAX - CHANNEL_PACKET_BYTES_MAX;

/** Seals a channel packet and sends it; without keys or a way, nothing happens. */
export function sendOnLine(
  context: Context,
  peer: Peer,
  head: JsonObject,
  body?: Uint8Array,
  to?: Way,
  isEverywhere = false,
): void {
  sealAndSend(context, peer, encodeJsonPacket(head, body), to, isEverywhere);
}

/** The same, with a BODY of zeros that makes the datagram as large as said, if it isn't larger. */
export function sendPadded(context: Context, peer: Peer, head: JsonObject, datagramBytes: number, to: Path): void {
  const { session } = peer.line;
  const sealBytes = session && context.cipherSets.get(session.csid)?.sealBytes;
  if (sealBytes === undefined) return;
  const bodyBytes = datagramBytes - LINE_HEAD.length - LINE_ID_BYTES - sealBytes - encodeJsonPacket(head).length;
  sealAndSend(context, peer, encodeJsonPacket(head, new Uint8Array(Math.max(0, bodyBytes))), to);
}

/** The same with what is encoded already: a channel packet, or a bundle of them. */
export function sealAndSend(context: Context, peer: Peer, plain: Uint8Array, to?: Way, isEverywhere = false): void {
  const { session } = peer.line;
  const cipherSet = session && context.cipherSets.get(session.csid);
  const path = to ?? peer.paths.inUse?.path;
  const keys = session?.keys;
  if (cipherSet === undefined || session === undefined || keys === undefined || path === undefined) return;
  const iv = session.nextIv();
  if (iv === undefined) return; // its IVs are used up: it dies of silence, and the next one has its own
  const sealed = cipherSet.sealLine(keys, iv, plain, concat(LINE_HEAD, session.theirId));
  transmit(context, path, sealed, isEverywhere);
}
