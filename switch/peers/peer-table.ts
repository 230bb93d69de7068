import { STRANGERS_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { pathKey, type Way } from '../paths/path.ts';
import type { PathEntry } from '../paths/path-table.ts';
import { PathUsers } from '../paths/path-users.ts';
import { Peer } from './peer.ts';

/** All peers by hashname. Those the application named stay; of strangers, the one silent for longest leaves. */
export class PeerTable {
  readonly #self: Hashname;
  readonly #peers = new Map<Hashname, Peer>();
  #strangerCount = 0;
  /** Addresses that packets of each peer came from. */
  readonly users = new PathUsers();
  /** Addresses at which people we know may be. */
  readonly #whereabouts = new PathUsers();
  readonly #onForgotten: (peer: Peer) => void;
  /** One for all peers, which are many. */
  readonly #onPathDropped = (hashname: Hashname, { key }: PathEntry): void => {
    this.users.remove(key, hashname);
    this.#whereabouts.remove(key, hashname);
  };

  constructor(self: Hashname, onForgotten: (peer: Peer) => void) {
    this.#self = self;
    this.#onForgotten = onForgotten;
  }

  get(hashname: Hashname): Peer | undefined {
    return this.#peers.get(hashname);
  }

  all(): IterableIterator<Peer> {
    return this.#peers.values();
  }

  /** The application named it. */
  known(nowMs: number, hashname: Hashname): Peer {
    const peer = this.#peers.get(hashname) ?? this.#add(nowMs, hashname);
    if (!peer.isStranger) return peer;
    peer.isStranger = false;
    this.#strangerCount--;
    for (const entry of peer.paths.all()) this.#whereabouts.add(entry.key, hashname);
    return peer;
  }

  /** Its open was verified; undefined if there is no room: every stranger we have is busy. */
  stranger(nowMs: number, hashname: Hashname): Peer | undefined {
    const peer = this.#peers.get(hashname);
    if (peer !== undefined) return peer;
    if (this.#strangerCount >= STRANGERS_MAX && !this.#forgetQuietest()) return undefined;
    return this.#add(nowMs, hashname);
  }

  /** Adds an address of the peer, if its table has room for it. */
  addPath(peer: Peer, path: Way): PathEntry | undefined {
    const entry = peer.paths.add(path);
    if (entry !== undefined && !peer.isStranger) this.#whereabouts.add(entry.key, peer.hashname);
    return entry;
  }

  /** An authenticated packet came from there. Says whether the address is shared since now. */
  establish(peer: Peer, entry: PathEntry): boolean {
    entry.isEstablished = true;
    return this.users.add(entry.key, peer.hashname);
  }

  /** Nothing can come from there any more, but it may be dialled again. */
  closePath(peer: Peer, entry: PathEntry): void {
    entry.isEstablished = false;
    entry.roundTripMs = undefined;
    this.users.remove(entry.key, peer.hashname);
  }

  /** The line is gone: nothing is established any more. */
  unestablish(peer: Peer): void {
    for (const entry of peer.paths.all()) this.users.remove(entry.key, peer.hashname);
    peer.paths.forgetEstablished();
  }

  isWhereabouts(path: Way): boolean {
    return this.#whereabouts.users(pathKey(path)).length > 0;
  }

  #add(nowMs: number, hashname: Hashname): Peer {
    const peer = new Peer(this.#self, hashname, nowMs, this.#onPathDropped);
    this.#peers.set(hashname, peer);
    this.#strangerCount++;
    return peer;
  }

  /** One without an open channel; a scan, but only when the table is full and RSA has already been spent. */
  #forgetQuietest(): boolean {
    let quietest: Peer | undefined;
    for (const peer of this.#peers.values()) {
      if (!peer.isStranger || peer.isWanted || peer.channels.size > 0) continue;
      if (quietest === undefined || peer.lastReceivedAtMs < quietest.lastReceivedAtMs) quietest = peer;
    }
    if (quietest === undefined) return false;
    this.forget(quietest);
    return true;
  }

  forget(peer: Peer): void {
    if (this.#peers.get(peer.hashname) !== peer) return;
    this.unestablish(peer);
    for (const entry of peer.paths.all()) this.#whereabouts.remove(entry.key, peer.hashname);
    this.#peers.delete(peer.hashname);
    if (peer.isStranger) this.#strangerCount--;
    this.#onForgotten(peer);
  }
}
