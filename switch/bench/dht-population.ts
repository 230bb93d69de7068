import type { Path, SecretIdentity } from '../index.ts';
import { Dice, type SimNode, type SimWorld } from '../sim/index.ts';
import { type Exchange, pathOfNumber } from './dht-exchange.ts';

/** How long somebody has to be there before it is sought, and a search and what follows may take. */
const SETTLED_MS = 60_000;
const REACH_TYPE = '_reach';

/** What the part of a world knows in which the seeker is. Without the two: nodes that are gone would be kept by it. */
export interface Seek {
  readonly id: number;
  /** It has ended, and both were there all the time. */
  isCounted: boolean;
  isFound: boolean;
  hops: number;
  askedCount: number;
}

interface Member {
  readonly number: number;
  readonly sinceMs: number;
  isHere: boolean;
  /** In this part of the world only. */
  readonly node: SimNode | undefined;
}

/**
 * The nodes of a simulated DHT: they come, go, and look for each other. Every part of the world throws the same dice for who does, and
 * lets those do it who are its own.
 */
export class DhtPopulation {
  readonly seeks: Seek[] = [];
  /** The searches after which a packet that was sent to the bare hashname has come to somebody of this part. */
  readonly reached: number[] = [];
  readonly #world: SimWorld;
  readonly #exchange: Exchange;
  readonly #dice: Dice;
  readonly #members: Member[] = [];
  readonly #expected = new Map<string, number>();
  #lastNumber = 0;
  #lastSeek = 0;
  /** Of those who have left. */
  #goneBytes = 0;
  #gonePackets = 0;

  constructor(world: SimWorld, exchange: Exchange, seed: number) {
    this.#world = world;
    this.#exchange = exchange;
    this.#dice = new Dice(seed);
  }

  get size(): number {
    return this.#members.length;
  }

  /** A new node that knows one that is there. */
  join(): void {
    const known = this.#pick();
    const number = ++this.#lastNumber;
    const node = this.#exchange.isHere(number) ? this.#start(number, known) : undefined;
    this.#members.push({ number, sinceMs: this.#world.nowMs, isHere: true, node });
  }

  /** One goes without a word, and another comes. */
  replaceOne(): void {
    const gone = this.#pick();
    if (gone === undefined) return;
    gone.isHere = false;
    this.#members.splice(this.#members.indexOf(gone), 1);
    if (gone.node !== undefined) {
      const { bytesSent, datagramsSent } = gone.node.metrics;
      this.#goneBytes += bytesSent;
      this.#gonePackets += datagramsSent;
      gone.node.kill();
    }
    this.join();
  }

  /** Somebody looks for somebody of whom only the hashname is known. */
  seek(): void {
    const from = this.#pickSettled();
    const to = this.#pickSettled();
    if (from === undefined || to === undefined || from === to) return;
    const id = ++this.#lastSeek;
    const [hashname, seeker] = [this.#identity(to).hashname, this.#identity(from).hashname];
    if (to.node !== undefined) this.#expected.set(`${seeker} ${hashname}`, id);
    const endpoint = from.node?.endpoint;
    if (endpoint === undefined || endpoint.status(hashname) !== undefined) return; // known already: nothing to seek
    const seek: Seek = { id, isCounted: false, isFound: false, hops: 0, askedCount: 0 };
    this.seeks.push(seek);
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

  /** Of each node of this part, how many. */
  links(): number[] {
    return this.#own().map((node) => node.endpoint.links().length);
  }

  /** All that this part's nodes sent so far. */
  traffic(): { readonly bytes: number; readonly packets: number } {
    let [bytes, packets] = [this.#goneBytes, this.#gonePackets];
    for (const { metrics } of this.#own()) {
      bytes += metrics.bytesSent;
      packets += metrics.datagramsSent;
    }
    return { bytes, packets };
  }

  lineEnds(): number {
    let ends = 0;
    for (const { insides } of this.#own())
      for (const { line } of insides.peers.all()) if (line.session !== undefined) ends++;
    return ends;
  }

  #own(): readonly SimNode[] {
    return this.#members.flatMap(({ node }) => node ?? []);
  }

  #start(number: number, known: Member | undefined): SimNode {
    const identity = this.#identity({ number });
    const node = this.#world.addNode({ identity, path: pathOfNumber(number) });
    node.endpoint.setSeeding('anyone');
    node.endpoint.listen(REACH_TYPE, { reliable: true, mayOpen: () => true }, (channel) => {
      const id = this.#expected.get(`${channel.peer} ${identity.hashname}`);
      if (id !== undefined) this.reached.push(id);
      channel.onPacket((_, done) => done());
    });
    if (known !== undefined) node.endpoint.addSeeds([this.#hints(known)]);
    return node;
  }

  #hints(member: Member): { readonly identity: SecretIdentity; readonly paths: readonly Path[] } {
    return { identity: this.#identity(member), paths: [pathOfNumber(member.number)] };
  }

  /** The same in every part. */
  #identity({ number }: { readonly number: number }): SecretIdentity {
    return this.#world.crypto.identity(number);
  }

  #pick(): Member | undefined {
    return this.#members[Math.floor(this.#dice.ratio() * this.#members.length)];
  }

  #pickSettled(): Member | undefined {
    const member = this.#pick();
    return member !== undefined && this.#world.nowMs - member.sinceMs >= SETTLED_MS ? member : undefined;
  }
}
