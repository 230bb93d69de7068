import type { SimNode, SimWorld } from '../sim/index.ts';
import { quantile } from './table.ts';

/** How long somebody has to be there before it is sought, and a search and what follows may take. */
const SETTLED_MS = 60_000;
const REACH_TYPE = '_reach';

/** Without those that it was between: nodes that are gone would be kept by it, and counted as memory of the lines that are there. */
export interface Seek {
  /** It has ended, and both were there all the time. */
  isCounted: boolean;
  isFound: boolean;
  /** A packet that was sent to the bare hashname has come. */
  isReached: boolean;
  hops: number;
  askedCount: number;
}

interface Member {
  readonly node: SimNode;
  readonly sinceMs: number;
  isHere: boolean;
}

/** The nodes of a simulated DHT: they come, go, and look for each other. */
export class DhtPopulation {
  readonly seeks: Seek[] = [];
  readonly #world: SimWorld;
  readonly #members: Member[] = [];
  readonly #reached = new Map<string, Seek>();
  /** Of those who have left. */
  #goneBytes = 0;
  #gonePackets = 0;

  constructor(world: SimWorld) {
    this.#world = world;
  }

  get size(): number {
    return this.#members.length;
  }

  /** A new node that knows one that is there. */
  join(): void {
    const node = this.#world.addNode({ path: this.#world.publicPath() });
    node.endpoint.setSeeding('anyone');
    node.endpoint.listen(REACH_TYPE, { reliable: true, mayOpen: () => true }, (channel) => {
      const seek = this.#reached.get(`${channel.peer} ${node.identity.hashname}`);
      if (seek !== undefined) seek.isReached = true;
      channel.onPacket((_, done) => done());
    });
    const known = this.#pick();
    if (known !== undefined) node.endpoint.addSeeds([known.node.hints]);
    this.#members.push({ node, sinceMs: this.#world.nowMs, isHere: true });
  }

  /** One goes without a word, and another comes. */
  replaceOne(): void {
    const gone = this.#pick();
    if (gone === undefined) return;
    const { bytesSent, datagramsSent } = gone.node.metrics;
    this.#goneBytes += bytesSent;
    this.#gonePackets += datagramsSent;
    gone.isHere = false;
    gone.node.kill();
    this.#members.splice(this.#members.indexOf(gone), 1);
    this.join();
  }

  /** Somebody looks for somebody of whom only the hashname is known. */
  seek(): void {
    const from = this.#pickSettled();
    const to = this.#pickSettled();
    if (from === undefined || to === undefined || from === to) return;
    const { endpoint } = from.node;
    const { hashname } = to.node.identity;
    if (endpoint.status(hashname) !== undefined) return; // known already: nothing to seek
    const seek: Seek = { isCounted: false, isFound: false, isReached: false, hops: 0, askedCount: 0 };
    this.seeks.push(seek);
    this.#reached.set(`${from.node.identity.hashname} ${hashname}`, seek);
    const channel = endpoint.openChannel(hashname, REACH_TYPE, { json: {}, end: true });
    channel.onClose(() => undefined);
    void endpoint.find(hashname).then(({ isFound, hops, askedCount }) => {
      Object.assign(seek, { isFound, hops, askedCount, isCounted: from.isHere && to.isHere });
    });
  }

  /** Lets the promises of searches that have ended be heard. */
  async settle(): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
  }

  links(): { readonly mean: number; readonly median: number; readonly most: number } {
    const counts = this.#members.map(({ node }) => node.endpoint.links().length);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return { mean, median: quantile(counts, 0.5), most: Math.max(...counts) };
  }

  /** All that was sent so far. */
  traffic(): { readonly bytes: number; readonly packets: number } {
    let [bytes, packets] = [this.#goneBytes, this.#gonePackets];
    for (const { node } of this.#members) {
      bytes += node.metrics.bytesSent;
      packets += node.metrics.datagramsSent;
    }
    return { bytes, packets };
  }

  lineEnds(): number {
    let ends = 0;
    for (const { node } of this.#members)
      for (const { line } of node.insides.peers.all()) if (line.session !== undefined) ends++;
    return ends;
  }

  #pick(): Member | undefined {
    return this.#members[Math.floor(this.#world.dice.ratio() * this.#members.length)];
  }

  #pickSettled(): Member | undefined {
    const member = this.#pick();
    return member !== undefined && this.#world.nowMs - member.sinceMs >= SETTLED_MS ? member : undefined;
  }
}
