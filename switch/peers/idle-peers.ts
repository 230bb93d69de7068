import type { Context } from './context.ts';
import type { Peer } from './peer.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerTable } from './peer-table.ts';
import { Task } from './task.ts';

/**
 * Peers on which a channel of the engine has ended. Once the call that ended it is over, their dialling stops if nothing else
 * waits, and those that were only ever names are forgotten.
 */
export class IdlePeers extends Task {
  readonly #context: Context;
  readonly #peers: PeerTable;
  readonly #lines: PeerLines;
  readonly #idle = new Set<Peer>();

  constructor(context: Context, peers: PeerTable, lines: PeerLines) {
    super();
    this.#context = context;
    this.#peers = peers;
    this.#lines = lines;
  }

  add(nowMs: number, peer: Peer): void {
    this.#idle.add(peer);
    if (this.dueAtMs <= nowMs) return;
    this.dueAtMs = nowMs;
    this.#context.timers.update(this);
  }

  override handleTimeout(nowMs: number): void {
    this.dueAtMs = Number.POSITIVE_INFINITY;
    const idle = [...this.#idle];
    this.#idle.clear();
    for (const peer of idle) {
      if (this.#peers.get(peer.hashname) !== peer) continue;
      this.#lines.refresh(nowMs, peer, false);
      const isNameOnly = peer.line.session === undefined && peer.line.side === undefined;
      if (peer.isStranger && isNameOnly && peer.channels.size === 0 && peer.waiting.size === 0)
        this.#peers.forget(peer);
    }
  }
}
