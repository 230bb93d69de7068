import { toHex } from '../bytes.ts';
import type { CryptoJob, CryptoJobResult } from '../cipher-sets/crypto-port.ts';
import type { Waits } from '../constants.ts';
import type { JsonObject } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Line, OwnSide } from '../line/line.ts';
import { encodeInner, encodeOpen } from '../line/open.ts';
import type { Path } from '../paths/path.ts';
import { sendOnLine, transmit } from '../peers/context.ts';
import { type Peer, statusOf } from '../peers/peer.ts';
import type { SwitchInsides } from '../switch-parts.ts';
import { type Plain, tapCipherSets } from './plain-tap.ts';

export interface ProbeHost {
  nowMs(): number;
  wallMs(): number;
  runJob(job: CryptoJob): Promise<CryptoJobResult>;
  pause(ms: number): Promise<void>;
  /** The engine was touched: it may have something to send. */
  wake(): void;
}

export interface ProbeOpen {
  /** With a new line of ours, as after a restart. */
  readonly isFresh: boolean;
  /** With this stamp, whatever it is. */
  readonly atMs: number | undefined;
  /** There alone, instead of on all known paths. */
  readonly target: Path | undefined;
}

/** How long a signature may take on a busy machine. */
const SIGN_MS_MAX = 5_000;
const SIGN_POLL_MS = 5;

/**
 * Looks into a running switch, and lets it do what no switch should: stale opens, packets of channels that don't exist,
 * impatience. For tests, by `SwitchOptions.expose`; nothing of an application leads here.
 */
export class SwitchProbe {
  readonly #insides: SwitchInsides;
  readonly #host: ProbeHost;
  /** Told of each open and line packet, as sealed and as unsealed. */
  onPlain: ((plain: Plain) => void) | undefined;

  constructor(insides: SwitchInsides, host: ProbeHost) {
    this.#insides = insides;
    this.#host = host;
    tapCipherSets(insides, (plain) => this.onPlain?.(plain));
  }

  get waits(): Waits {
    return this.#insides.context.waits;
  }

  /** Sends our open. Undefined if there is none and none can be made, for want of the other side's key. */
  async sendOpen(to: Hashname, { isFresh, atMs, target }: ProbeOpen) {
    const { context, peers, lines } = this.#insides;
    const peer = peers.known(this.#host.nowMs(), to);
    if (isFresh) lines.close(this.#host.nowMs(), peer);
    let side = await this.#signedSide(peer.line);
    if (side !== undefined && atMs !== undefined) side = await this.#restamp(peer.line, side, atMs);
    if (side?.open === undefined) return undefined;
    const targets = target === undefined ? peer.paths.entries().map(({ path }) => path) : [target];
    for (const path of targets) transmit(context, path, side.open);
    this.#host.wake();
    return { line: toHex(side.id), at: side.atMs, size: side.open.length };
  }

  /** Any packet over the line, sealed as it is. False if there is no line to send it on. */
  sendPacket(to: Hashname, head: JsonObject, body: Uint8Array | undefined): boolean {
    const peer = this.#insides.peers.get(to);
    if (peer === undefined || !peer.isSendable) return false;
    sendOnLine(this.#insides.context, peer, head, body);
    this.#host.wake();
    return true;
  }

  /** Every peer that has a line or might get one. */
  lines() {
    const known = [...this.#insides.peers.all()].filter(({ line, paths }) => line.side || paths.entries().length > 0);
    return known.map((peer) => this.#factsOf(peer));
  }

  #factsOf(peer: Peer) {
    const { side, session, theirAtMs } = peer.line;
    const channels = [...peer.channels.values()].map(({ channelId, machine }): [string, string] => [
      String(channelId),
      machine.type,
    ]);
    return {
      ...statusOf(peer, this.#insides.context.users),
      csid: (session ?? side)?.csid,
      ourId: side && toHex(side.id),
      theirId: session && toHex(session.theirId),
      ourAtMs: side?.atMs,
      theirAtMs: theirAtMs < 0 ? undefined : theirAtMs,
      waitingCount: peer.waiting.size,
      typeByChannel: Object.fromEntries(channels),
    };
  }

  /** Our side of the line with its open, made and signed if there is none. */
  async #signedSide(line: Line): Promise<OwnSide | undefined> {
    if (!this.#insides.handshake.prepareSide(line, this.#host.wallMs())) return undefined;
    this.#host.wake();
    const untilMs = this.#host.nowMs() + SIGN_MS_MAX;
    while (line.side !== undefined && line.side.open === undefined && this.#host.nowMs() < untilMs)
      await this.#host.pause(SIGN_POLL_MS);
    return line.side;
  }

  /** The same line id and key under another stamp. */
  async #restamp(line: Line, side: OwnSide, atMs: number): Promise<OwnSide | undefined> {
    const { context, cipherSets } = this.#insides;
    const cipherSet = cipherSets.get(side.csid);
    const publicKey = context.self.keys[side.csid];
    const recipientKey = line.identity?.keys[side.csid];
    if (cipherSet === undefined || publicKey === undefined || recipientKey === undefined) return undefined;
    const inner = encodeInner({ to: line.peer, from: context.self.parts, lineId: side.id, atMs, publicKey });
    const sealedInner = cipherSet.sealInner(side.key, recipientKey, inner);
    if (sealedInner === undefined) return undefined;
    const work = cipherSet.proofWork(recipientKey, sealedInner);
    const proof = await this.#host.runJob({ id: 0, openAtMs: atMs, ...work });
    const open = proof && encodeOpen(cipherSet, recipientKey, side, sealedInner, proof);
    const restamped = { ...side, atMs, open };
    line.side = restamped;
    return restamped;
  }
}
