import { concat } from '../../bytes.ts';
import { UNASKED_INTERVAL_MS } from '../../constants.ts';
import { LINK_TYPE } from '../../core-channels/link.ts';
import { SEEK_TYPE } from '../../core-channels/seek.ts';
import { type JsonObject, type Path, pathKey } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { sourceOf } from '../../paths/path.ts';
import type { ActiveChannel } from '../../peers/active-channel.ts';
import { createNullCrypto, type Datagram, type SimNode, SimWorld } from '../../sim/index.ts';
import type { SwitchInsides } from '../../switch-parts.ts';

/** What the DHT says among friends, whenever it likes. */
const DHT_TYPES = [LINK_TYPE, SEEK_TYPE];
const port = createNodeCrypto();
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** Simulated time in which all that the attack left behind must be gone: a line's, and a channel's after it, and some more. */
const AFTERMATH_MS = 4 * MINUTE_MS;
/** An attacker who says things that ruin its own line waits for it to die of silence, and dials anew;
 * one that said that its address is a bridge gets no answer there. */
const ATTACKER_MS_MAX = 3 * MINUTE_MS;
/** Datagrams that one input may bring forth, all waits that are due by it included: opens, relays, resends of a window. */
const ANSWERS_MAX = 400;
/** Entries of the timer queue of a switch with one friend: twice its few deadlines, and the stale ones it may keep. */
const TIMERS_MAX = 100;
/** Long enough for the way there and back. */
const FRIEND_MS_MAX = 5_000;

/** What a switch keeps, by kind. */
export interface Footprint {
  readonly peers: number;
  /** Their types, without those of the DHT, which has a life of its own with the friend. */
  readonly channels: readonly string[];
  readonly waiting: number;
  readonly paths: number;
  /** Whether there are more deadlines than channels and peers can have. */
  readonly hasManyTimers: boolean;
  readonly transmits: number;
  readonly keptPackets: number;
  readonly sentPackets: number;
}

/** A switch under attack, an attacker with a line to it, and a friend of the switch's who minds neither. */
export class Arena {
  readonly world: SimWorld;
  readonly victim: SimNode;
  readonly attacker: SimNode;
  readonly friend: SimNode;
  readonly #insides: SwitchInsides;
  readonly #attackerInsides: SwitchInsides;
  readonly #chat;
  readonly #heard: unknown[] = [];
  #said = 0;
  #isOver = false;
  /** Bytes from and to each address, of those that were never proven. */
  readonly #bytesIn = new Map<string, number>();
  readonly #bytesOut = new Map<string, number>();
  #sentCount = 0;
  /** When each kind of datagram last went to each host that never sent anything. */
  readonly #unaskedAtMs = new Map<string, number>();
  readonly #pestered = new Set<string>();

  constructor(seed: number) {
    this.world = new SimWorld({ seed, crypto: createNullCrypto(seed, port) });
    const [victim, insides] = this.#addExposed();
    const [attacker, attackerInsides] = this.#addExposed();
    [this.victim, this.#insides] = [victim, insides];
    [this.attacker, this.#attackerInsides] = [attacker, attackerInsides];
    this.friend = this.world.addNode({ path: this.world.publicPath() });
    this.#openUp();
    this.world.network.tap((datagram) => this.#count(datagram));
    this.#chat = this.#befriend();
    attacker.endpoint.learn(victim.hints);
    attacker.endpoint.keep(victim.identity.hashname, true);
    if (!this.#isAttackable()) throw new Error('the attacker gets no line');
  }

  /** A channel id that the attacker may use is of this parity. */
  get attackerParity(): 0 | 1 {
    return this.attacker.identity.hashname < this.victim.identity.hashname ? 0 : 1;
  }

  fingerprint(key: Uint8Array): Uint8Array {
    return port.sha256(key);
  }

  /** Seals any bytes in the attacker's line, and lets them arrive, from wherever it says; then time goes on. */
  say(plain: Uint8Array, waitMs: number, from: Path = this.attacker.path): void {
    if (this.#isOver) return;
    const sealed = this.seal(plain);
    if (sealed === undefined) this.#isOver ||= !this.#isAttackable();
    else this.deliver({ from, to: this.victim.path, bytes: sealed }, waitMs);
  }

  /** A line packet of the attacker's with these bytes in it; undefined if it has no line. */
  seal(plain: Uint8Array): Uint8Array | undefined {
    const { context, peers } = this.#attackerInsides;
    const session = peers.get(this.victim.identity.hashname)?.line.session;
    const iv = session?.nextIv();
    const cipherSet = session && context.cipherSets.get(session.csid);
    const keys = session?.keys;
    if (session === undefined || keys === undefined || iv === undefined || cipherSet === undefined) return undefined;
    return concat(Uint8Array.of(0, 0), session.theirId, cipherSet.sealLine(keys, iv, plain));
  }

  /** Any datagram, from wherever it says; then time goes on. Throws if it brings forth more than anything may. */
  deliver(datagram: Datagram, waitMs: number): void {
    const sentBefore = this.#sentCount;
    this.#add(this.#bytesIn, datagram.from, datagram.bytes.length);
    this.world.network.deliver(datagram);
    this.world.runFor(Math.min(waitMs, 1));
    if (this.#sentCount - sentBefore > ANSWERS_MAX)
      throw new Error(`${this.#sentCount - sentBefore} answers to one input`);
    this.world.runFor(waitMs);
  }

  /** The friend's next message arrives, in order, on the channel that was there before the attack. */
  checkFriend(): void {
    const n = ++this.#said;
    this.#chat.send({ json: { n } });
    this.world.runUntil(() => this.#heard.length >= n, FRIEND_MS_MAX);
    if (this.#heard[n - 1] !== n) throw new Error(`the friend was misheard: ${this.#heard.join(' ')}`);
  }

  /** Addresses that got more than they sent by more than `ratio`, with both; those with a line left out. */
  amplified(ratio: number): readonly { readonly to: string; readonly bytesIn: number; readonly bytesOut: number }[] {
    return [...this.#bytesOut].flatMap(([to, bytesOut]) => {
      const bytesIn = this.#bytesIn.get(to) ?? 0;
      return this.#isProven(to) || bytesOut <= bytesIn * ratio ? [] : [{ to, bytesIn, bytesOut }];
    });
  }

  /** Hosts that were only heard of and got two datagrams of one kind within a second. */
  get pesteredHosts(): readonly string[] {
    return [...this.#pestered];
  }

  footprint(): Footprint {
    const { context, peers, channels } = this.#insides;
    const all = [...peers.all()];
    const sum = (count: (peer: (typeof all)[number]) => number) => all.reduce((total, peer) => total + count(peer), 0);
    return {
      peers: all.length,
      channels: typesOf(all.flatMap(({ channels }) => [...channels.values()])),
      waiting: sum(({ waiting }) => waiting.size),
      paths: sum(({ paths }) => paths.entries().length),
      hasManyTimers: context.timers.size > TIMERS_MAX,
      transmits: context.transmits.length,
      keptPackets: channels.keptPackets,
      sentPackets: channels.sentPackets,
    };
  }

  /** The attacker is gone; and after a while, all that it left behind must be. */
  aftermath(): Footprint {
    this.attacker.kill();
    this.world.runFor(AFTERMATH_MS);
    return this.footprint();
  }

  #addExposed(): readonly [SimNode, SwitchInsides] {
    const exposed: SwitchInsides[] = [];
    const node = this.world.addNode({
      path: this.world.publicPath(),
      lanDiscovery: true,
      expose: (insides) => exposed.push(insides),
    });
    const [insides] = exposed;
    if (insides === undefined) throw new Error('a switch exposes itself when it starts');
    return [node, insides];
  }

  /** The switch does all that a switch can do for others. */
  #openUp(): void {
    const { endpoint } = this.victim;
    endpoint.setSeeding('anyone');
    endpoint.setBridging('anyone');
    for (const [type, reliable] of [
      ['_chat', true],
      ['_now', false],
    ] as const)
      endpoint.listen(type, { reliable, mayOpen: () => true }, (channel) => {
        channel.onPacket(({ json, body }, done) => {
          if (channel.peer === this.friend.identity.hashname) this.#heard.push(json.n);
          else channel.send({ json: echoed(json), body: body.slice(0, 100) });
          done();
        });
      });
  }

  #befriend() {
    const [victim, friend] = [this.victim, this.friend];
    for (const [one, other] of [
      [victim, friend],
      [friend, victim],
    ] as const) {
      one.endpoint.learn(other.hints);
      one.endpoint.keep(other.identity.hashname, true);
    }
    friend.endpoint.setSeeding('anyone');
    victim.endpoint.addSeeds([friend.hints]); // who has no link left looks for those it had, which is no leak
    return friend.endpoint.openChannel(victim.identity.hashname, '_chat');
  }

  /** False if the attacker has said what ruined its own line for good: then the attack is over. */
  #isAttackable(): boolean {
    const untilMs = this.world.nowMs + ATTACKER_MS_MAX;
    while (this.seal(new Uint8Array(0)) === undefined && this.world.nowMs < untilMs) this.world.runFor(SECOND_MS);
    return this.seal(new Uint8Array(0)) !== undefined;
  }

  #count({ from, to, bytes }: Datagram): void {
    if (pathKey(to) === pathKey(this.victim.path)) this.#add(this.#bytesIn, from, bytes.length);
    if (pathKey(from) !== pathKey(this.victim.path)) return;
    this.#sentCount++;
    this.#add(this.#bytesOut, to, bytes.length);
    if (!this.#bytesIn.has(pathKey(to)) && !this.#isProven(pathKey(to))) this.#noteUnasked(to, bytes);
  }

  #noteUnasked(to: Path, bytes: Uint8Array): void {
    const kind = bytes.length === 2 ? 'empty' : bytes[1] === 1 ? 'open' : 'line';
    const key = `${kind} to ${sourceOf(to)}`;
    const beforeMs = this.#unaskedAtMs.get(key) ?? Number.NEGATIVE_INFINITY;
    if (this.world.nowMs - beforeMs < UNASKED_INTERVAL_MS) this.#pestered.add(key);
    this.#unaskedAtMs.set(key, this.world.nowMs);
  }

  #isProven(key: string): boolean {
    return [this.attacker, this.friend].some(({ path }) => pathKey(path) === key);
  }

  #add(counts: Map<string, number>, path: Path, bytes: number): void {
    counts.set(pathKey(path), (counts.get(pathKey(path)) ?? 0) + bytes);
  }
}

/** Enough of it to see that nothing of theirs breaks what we write. */
function echoed(json: JsonObject): JsonObject {
  return { keys: Object.keys(json).length };
}

function typesOf(channels: readonly ActiveChannel[]): readonly string[] {
  return channels.map(({ machine }) => machine.type).filter((type) => !DHT_TYPES.includes(type));
}
