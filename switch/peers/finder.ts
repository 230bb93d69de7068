import type { ChannelEvent } from '../channel/channel.ts';
import {
  FIND_GAP_MS_MAX,
  FIND_GAP_MS_MIN,
  SEARCHES_MAX,
  SEEK_ANSWER_MS,
  SEEK_CLOSEST,
  SEEK_CONNECT_MS,
  SEEK_FOUND_MS,
  SEEK_LINGER_MS,
  SEEK_REPEAT_MS,
} from '../constants.ts';
import type { Introducer, SeeCandidate } from '../core-channels/introduction.ts';
import { readSeek, readSeekAnswer, SEEK_TYPE, writeSeek, writeSeekAnswer } from '../core-channels/seek.ts';
import type { RoutingTable } from '../dht/routing-table.ts';
import { SeekQuery } from '../dht/seek-query.ts';
import type { FindResult } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { JsonObject } from '../packet/json.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { ChannelOwner } from './channel-owner.ts';
import type { Context } from './context.ts';
import type { IdlePeers } from './idle-peers.ts';
import type { Links } from './links.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerTable } from './peer-table.ts';
import { candidatesOf } from './see-candidates.ts';
import { Task } from './task.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface FinderParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
  readonly lines: PeerLines;
  readonly idle: IdlePeers;
  readonly table: RoutingTable;
  readonly links: Links;
  readonly introducer: Introducer;
}

/** One seek underway. */
interface Ask {
  readonly search: Search;
  readonly channel: ActiveChannel;
  readonly repeatAtMs: number;
  readonly untilMs: number;
}

interface Search {
  readonly query: SeekQuery;
  readonly candidates: Map<Hashname, SeeCandidate>;
  readonly onEnd: ((found: FindResult) => void)[];
  isFound: boolean;
  /** Somebody is introducing us: nobody else is asked before this. */
  waitsUntilMs: number;
}

/** The `seek` channels: answers those of others, and searches the DHT for hashnames of ours (switch.md "seek"). */
export class Finder extends Task implements ChannelOwner {
  readonly #parts: FinderParts;
  readonly #searches = new Map<Hashname, Search>();
  readonly #asks = new Map<ActiveChannel, Ask>();
  /** When a peer without a way is searched for again. */
  readonly #gaps = new WeakMap<Peer, { readonly attempts: number; readonly nextAtMs: number }>();

  constructor(parts: FinderParts) {
    super();
    this.#parts = parts;
    const mayOpen = (): boolean => true;
    parts.channels.listen(SEEK_TYPE, { reliable: false, mayOpen, owner: this, timeoutMs: SEEK_LINGER_MS });
  }

  /** The dialler has no way to a peer that is wanted, or none that answers: a search, unless there was one just now. */
  findWay(nowMs: number, peer: Peer, isFirst: boolean): void {
    const gap = isFirst ? undefined : this.#gaps.get(peer);
    if (this.#parts.table.size === 0 || (gap !== undefined && nowMs < gap.nextAtMs)) return;
    const attempts = gap?.attempts ?? 0;
    const gapMs = Math.min(FIND_GAP_MS_MAX, FIND_GAP_MS_MIN * 2 ** Math.min(attempts, 7));
    this.#gaps.set(peer, { attempts: attempts + 1, nextAtMs: nowMs + gapMs });
    this.find(nowMs, peer.hashname);
  }

  /** Searches; joins a search that is underway. Without any link there is nothing to search with. */
  find(nowMs: number, target: Hashname, onEnd?: (found: FindResult) => void): void {
    const running = this.#searches.get(target);
    if (running !== undefined && onEnd !== undefined) running.onEnd.push(onEnd);
    if (running !== undefined) return;
    const { context, table, links } = this.#parts;
    const seeds = table.closestSeeds(target, SEEK_CLOSEST).map(({ hashname }) => hashname);
    const starts = [...new Set([...seeds, ...links.named()])].slice(0, SEEK_CLOSEST);
    const query = new SeekQuery(context.self.hashname, target, starts, links.near());
    const isFound = this.#isReached(target);
    const search: Search = {
      query,
      candidates: new Map(),
      onEnd: onEnd === undefined ? [] : [onEnd],
      isFound,
      waitsUntilMs: 0,
    };
    if (this.#searches.size >= SEARCHES_MAX) {
      this.#tell(search);
      return;
    }
    this.#searches.set(target, search);
    this.#pump(nowMs, search);
  }

  handleOpened(): void {
    return;
  }

  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    const ask = this.#asks.get(channel);
    if (ask === undefined) {
      if (event.kind === 'packet') this.#answer(nowMs, channel, event.packet.json);
    } else if (event.kind === 'packet') this.#handleAnswer(nowMs, ask, event.packet.json);
    else if (event.kind === 'closed') this.#handleFailure(nowMs, ask);
  }

  override handleTimeout(nowMs: number): void {
    for (const ask of [...this.#asks.values()]) {
      if (nowMs >= ask.untilMs) this.#parts.channels.dropOwned(nowMs, ask.channel);
      else if (nowMs >= ask.repeatAtMs) this.#repeat(nowMs, ask);
    }
    for (const search of [...this.#searches.values()]) this.#pump(nowMs, search);
    this.#schedule(nowMs);
  }

  /** Ends what waits; nobody is told any more. */
  close(): void {
    this.#searches.clear();
  }

  #answer(nowMs: number, channel: ActiveChannel, json: JsonObject): void {
    const { table, links, channels } = this.#parts;
    const { hashname, line } = channel.peer;
    const value = readSeek(json);
    if (value === undefined) {
      channels.dropOwned(nowMs, channel);
      return;
    }
    const see = links.addresses(table.see(value, hashname), line.identity?.parts ?? {});
    channels.sendOwned(nowMs, channel, { json: writeSeekAnswer(see) });
  }

  #pump(nowMs: number, search: Search): void {
    const { target } = search.query;
    if (search.isFound && this.#isReached(target)) this.#end(search);
    else if (nowMs < search.waitsUntilMs) this.#dueBy(search.waitsUntilMs);
    else this.#askMore(nowMs, search);
  }

  #askMore(nowMs: number, search: Search): void {
    for (let next = search.query.next(); next !== undefined; next = search.query.next()) this.#ask(nowMs, search, next);
    if (search.query.isDone) this.#end(search);
  }

  #ask(nowMs: number, search: Search, hashname: Hashname): void {
    const { peers, introducer } = this.#parts;
    const peer = peers.stranger(nowMs, hashname);
    if (peer === undefined) {
      search.query.handleFailure(hashname);
      return;
    }
    const isReached = peer.line.isConfirmed;
    const candidate = search.candidates.get(hashname);
    const untilMs = nowMs + (isReached ? SEEK_ANSWER_MS : SEEK_CONNECT_MS);
    this.#send(nowMs, search, peer, untilMs, isReached ? nowMs + SEEK_REPEAT_MS : NEVER);
    if (!isReached && candidate !== undefined) introducer.introduce(nowMs, candidate);
  }

  #send(nowMs: number, search: Search, peer: Peer, untilMs: number, repeatAtMs: number): void {
    const { channels, lines } = this.#parts;
    const channel = channels.startOwned(peer, SEEK_TYPE, this, SEEK_CONNECT_MS);
    this.#asks.set(channel, { search, channel, untilMs, repeatAtMs });
    lines.refreshStale(nowMs, peer);
    lines.refresh(nowMs, peer, false);
    channels.sendOwned(nowMs, channel, { json: writeSeek(peer.hashname, search.query.target) });
    this.#dueBy(Math.min(untilMs, repeatAtMs));
  }

  /** "Retries need a new channel": the reference answers each id once. */
  #repeat(nowMs: number, ask: Ask): void {
    const { search, channel, untilMs } = ask;
    this.#asks.delete(channel);
    this.#parts.channels.dropOwned(nowMs, channel);
    this.#send(nowMs, search, channel.peer, untilMs, NEVER);
  }

  #handleAnswer(nowMs: number, { search, channel }: Ask, json: JsonObject): void {
    const { context, links } = this.#parts;
    const { hashname } = channel.peer;
    const candidates = candidatesOf(context.self, hashname, readSeekAnswer(json));
    this.#asks.delete(channel);
    this.#parts.channels.dropOwned(nowMs, channel);
    for (const candidate of candidates)
      if (!search.candidates.has(candidate.hashname)) search.candidates.set(candidate.hashname, candidate);
    search.query.handleAnswer(
      hashname,
      candidates.map((candidate) => candidate.hashname),
    );
    // Whoever a seek leads to is a seed: worth a link while its bucket lacks some.
    const source = search.candidates.get(hashname);
    if (source !== undefined) links.offer(nowMs, source);
    const target = candidates.find((candidate) => candidate.hashname === search.query.target);
    if (target !== undefined) this.#handleFound(nowMs, search, target);
    if (this.#isRunning(search)) this.#pump(nowMs, search);
  }

  #handleFound(nowMs: number, search: Search, target: SeeCandidate): void {
    search.isFound = true;
    search.waitsUntilMs = nowMs + SEEK_FOUND_MS;
    this.#tell(search);
    if (!this.#isReached(target.hashname)) this.#parts.introducer.introduce(nowMs, target);
  }

  #handleFailure(nowMs: number, { search, channel }: Ask): void {
    this.#asks.delete(channel);
    this.#parts.idle.add(nowMs, channel.peer);
    search.query.handleFailure(channel.peer.hashname);
    if (this.#isRunning(search)) this.#dueBy(nowMs); // not from inside the call that ended the channel
  }

  #isRunning(search: Search): boolean {
    return this.#searches.get(search.query.target) === search;
  }

  #isReached(target: Hashname): boolean {
    const peer = this.#parts.peers.get(target);
    return peer?.isLineDoubted === false;
  }

  #end(search: Search): void {
    this.#searches.delete(search.query.target);
    this.#tell(search);
  }

  /** Each who asked hears once: as soon as it is found, else at the end. */
  #tell({ query, isFound, onEnd }: Search): void {
    const found = {
      hashname: query.target,
      isFound,
      closest: query.answered().slice(0, SEEK_CLOSEST),
      askedCount: query.askedCount,
      hops: query.hops,
    };
    for (const tell of onEnd.splice(0)) tell(found);
  }

  #schedule(nowMs: number): void {
    let dueAtMs = NEVER;
    for (const ask of this.#asks.values()) dueAtMs = Math.min(dueAtMs, ask.untilMs, ask.repeatAtMs);
    for (const { waitsUntilMs } of this.#searches.values())
      if (waitsUntilMs > nowMs) dueAtMs = Math.min(dueAtMs, waitsUntilMs);
    this.dueAtMs = dueAtMs;
    this.#parts.context.timers.update(this);
  }

  #dueBy(atMs: number): void {
    if (atMs >= this.dueAtMs) return;
    this.dueAtMs = atMs;
    this.#parts.context.timers.update(this);
  }
}
