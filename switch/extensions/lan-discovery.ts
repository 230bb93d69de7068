import type { CryptoPort, Random } from '../cipher-sets/crypto-port.ts';
import {
  LAN_ANSWERS_PER_PING_MAX,
  LAN_PACKET_BYTES_MAX,
  LAN_PING_ANSWER_MS,
  LAN_PING_MS_MAX,
  LAN_PING_MS_MIN,
  LAN_PINGS_BRISK,
  LAN_PONG_INTERVAL_MS,
  LAN_PONG_SOURCES_MAX,
  LAN_PONGS_PER_SECOND_MAX,
} from '../constants.ts';
import type { NearbyPeer } from '../endpoint.ts';
import type { PublicIdentity } from '../hashname/keys.ts';
import type { DropReason } from '../metrics.ts';
import { isJsonObject, type JsonObject } from '../packet/json.ts';
import { decodePacket } from '../packet/packet.ts';
import { type Path, pathKey } from '../paths/path.ts';
import { encodePing, encodePong, newTrace, type Ping, readPing, readPong } from './lan-packets.ts';

export interface LanDiscoveryParts {
  readonly self: PublicIdentity;
  readonly crypto: Pick<CryptoPort, 'sha256'>;
  readonly random: Random;
  /** Whether an address lies in a network that this machine is attached to. */
  readonly isOnLink: (path: Path) => boolean;
  /** Whether somebody is looked for who might be near. */
  readonly isSearching: () => boolean;
  readonly transmit: (to: Path, bytes: Uint8Array) => void;
  readonly onFound: (nowMs: number, found: NearbyPeer) => void;
}

/**
 * Local discovery (ext/discovery.md): asks the networks around who is there, answers those who ask, and tells who
 * answered. Both only within networks this machine is attached to (DECISIONS.md, "Local discovery").
 */
export class LanDiscovery {
  readonly #parts: LanDiscoveryParts;
  /** To be sent to everybody on every local network. */
  #ping: Uint8Array | undefined;
  #pingedAtMs = Number.NEGATIVE_INFINITY;
  #dueAtMs = Number.POSITIVE_INFINITY;
  /** Pings since the last reason to search. */
  #pings = 0;
  /** Traces of pings that may still be answered, oldest first: when it was sent, and how often it was answered. */
  readonly #asked = new Map<string, { readonly atMs: number; answers: number }>();
  /** Sources that we answered, in the order of their times. */
  readonly #answered = new Map<string, number>();
  #pongsSinceAtMs = Number.NEGATIVE_INFINITY;
  #pongs = 0;

  constructor(parts: LanDiscoveryParts) {
    this.#parts = parts;
  }

  get dueAtMs(): number {
    return this.#dueAtMs;
  }

  /** There is a reason to ask again: another network, somebody new to look for, a person who waits. */
  search(nowMs: number): void {
    this.#pings = 0;
    this.#dueAtMs = Math.min(this.#dueAtMs, Math.max(nowMs, this.#pingedAtMs + LAN_PING_MS_MIN));
  }

  handleTimeout(nowMs: number): void {
    if (nowMs < this.#dueAtMs) return;
    const trace = newTrace(this.#parts.random);
    this.#ping = encodePing(this.#parts.self.parts, trace);
    this.#forgetOldPings(nowMs);
    this.#asked.set(trace, { atMs: nowMs, answers: 0 });
    this.#pingedAtMs = nowMs;
    this.#dueAtMs = nowMs + this.#gapMs();
    this.#pings++;
  }

  /** A ping to be broadcast, if one is due. */
  pollPing(): Uint8Array | undefined {
    const ping = this.#ping;
    this.#ping = undefined;
    return ping;
  }

  /** An unencrypted packet. Says why it was dropped, if it was. */
  handlePacket(nowMs: number, from: Path, bytes: Uint8Array): DropReason | undefined {
    const packet = bytes.length > LAN_PACKET_BYTES_MAX ? undefined : decodePacket(bytes);
    if (!packet?.ok || packet.value.head.kind !== 'json') return 'unencrypted';
    const { json } = packet.value.head;
    if (!isJsonObject(json)) return 'unencrypted';
    if (!this.#parts.isOnLink(from)) return 'lan-not-near';
    const ping = readPing(json);
    return ping === undefined
      ? this.#handlePong(nowMs, from, json, packet.value.body)
      : this.#handlePing(nowMs, from, ping);
  }

  /** Answered to where it came from, at most once a second each and a few times a second in all. */
  #handlePing(nowMs: number, from: Path, ping: Ping): DropReason | undefined {
    if (ping.trace !== undefined && this.#asked.has(ping.trace)) return undefined; // we hear ourselves
    if (!this.#mayAnswer(nowMs, from)) return 'lan-over-budget';
    const pong = encodePong(this.#parts.self, ping);
    if (pong !== undefined) this.#parts.transmit(from, pong);
    return undefined;
  }

  #handlePong(nowMs: number, from: Path, json: JsonObject, body: Uint8Array): DropReason | undefined {
    const { crypto, self } = this.#parts;
    this.#forgetOldPings(nowMs);
    const trace = json.trace; // looked up before anything is hashed
    const asked = typeof trace === 'string' ? this.#asked.get(trace) : undefined;
    if (asked === undefined || asked.answers >= LAN_ANSWERS_PER_PING_MAX) return 'lan-unasked';
    asked.answers++;
    const pong = readPong(crypto, self.parts, json, body);
    if (pong === undefined) return 'lan-malformed';
    if (pong.identity.hashname === self.hashname) return 'from-ourselves';
    this.#parts.onFound(nowMs, { identity: pong.identity, path: from, answeredAtMs: nowMs });
    return undefined;
  }

  #mayAnswer(nowMs: number, from: Path): boolean {
    const source = pathKey(from);
    if (nowMs - (this.#answered.get(source) ?? Number.NEGATIVE_INFINITY) < LAN_PONG_INTERVAL_MS) return false;
    if (nowMs - this.#pongsSinceAtMs >= 1_000) {
      this.#pongsSinceAtMs = nowMs;
      this.#pongs = 0;
    }
    if (this.#pongs >= LAN_PONGS_PER_SECOND_MAX) return false;
    this.#pongs++;
    this.#answered.delete(source); // so that it becomes the last one
    this.#answered.set(source, nowMs);
    const oldest = this.#answered.keys().next().value;
    if (this.#answered.size > LAN_PONG_SOURCES_MAX && oldest !== undefined) this.#answered.delete(oldest);
    return true;
  }

  #forgetOldPings(nowMs: number): void {
    for (const [trace, { atMs }] of this.#asked) {
      if (nowMs - atMs <= LAN_PING_ANSWER_MS) return; // pings have a least gap, so these are few
      this.#asked.delete(trace);
    }
  }

  /** A few soon, each after twice as long; then calm, or ever calmer while somebody is looked for. */
  #gapMs(): number {
    const isBrisk = this.#pings < LAN_PINGS_BRISK || this.#parts.isSearching();
    const gapMs = isBrisk
      ? Math.min(LAN_PING_MS_MAX, LAN_PING_MS_MIN * 2 ** Math.min(this.#pings, 16))
      : LAN_PING_MS_MAX;
    const [dice = 0] = this.#parts.random(1); // a house whose power comes back shall not ask as one
    return gapMs * (1 + dice / 1_024);
  }
}
