import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../endpoint.ts';
import { loadCipherSet } from './reference-cipher-sets.ts';

/** What is used of the reference switch (telehash-js 0.1.41), as it behaves: it came without types. */
export interface ReferenceSwitch {
  readonly hashname: string;
  readonly parts: { readonly [csid: string]: string };
  /** By hashname: everybody it ever heard of. */
  readonly all: { readonly [hashname: string]: ReferencePeer };
  seed: boolean;
  /** Handlers of reliable and of unreliable channels, by type. */
  readonly rels: { [type: string]: ReferenceHandler };
  readonly raws: { [type: string]: ReferenceHandler };
  /** Base64 by CSID, the secret one by CSID and `_secret`. A text says what is wrong. */
  load(identity: { readonly [name: string]: string }): string | false;
  /** False if the hashname is none or its own. */
  whois(hashname: string): ReferencePeer | false;
  addSeed(seed: JsonObject): void;
  /** Undefined: found. */
  seek(hashname: string, callback: (err: string | undefined, closest?: readonly string[]) => void): void;
  /** Those with a link, by their distance. */
  readonly buckets: readonly (readonly ReferencePeer[] | undefined)[];
  pathSet(path: ReferencePath): void;
  /** With true: bridges for anybody. */
  isBridge(isBridging: boolean): boolean;
  /** A datagram, one character a byte. */
  receive(datagram: string, path: ReferencePath): void;
  /** The HEAD of a ping, and how it becomes a packet. */
  ping(): JsonObject;
  pencode(head: JsonObject): Buffer;
  /** Registers a network by the type of its paths. */
  deliver(type: string, send: (to: ReferencePath, datagram: Buffer | string) => void): void;
  /** Once telehash-thtp is installed in it. */
  readonly thtp?: ReferenceThtp;
  readonly CSets: { readonly [csid: string]: unknown };
}

export type ReferencePath = {
  readonly type: string;
  readonly ip: string;
  readonly port: number;
  readonly recvAt?: number;
};

export interface ReferencePeer {
  readonly hashname: string;
  /** The line ids that it gave and was given; undefined without a line. */
  lineOut?: string;
  lineIn?: string;
  /** When its line began, the `at` of its opens. */
  lineAt?: number;
  /** It answered a ping. */
  readonly local?: boolean;
  readonly parts?: { readonly [csid: string]: string };
  /** Its open, made once for a line, and the keys of its side. */
  opened?: unknown;
  ecc?: unknown;
  linekey?: unknown;
  /** Of their newest open; false while it has to be sent again. */
  openAt?: number | false;
  readonly paths: readonly ReferencePath[];
  /** Packets that wait for the line. */
  readonly sendwait: readonly unknown[];
  /** By `c`; false once ended. */
  readonly chans: { readonly [c: string]: ReferenceChannel | false };
  start(type: string, options: { readonly bare: boolean }, handler: ReferenceHandler): ReferenceChannel;
  raw(type: string, packet: ReferenceOutgoing, handler: ReferenceHandler): ReferenceChannel;
  send(packet: { readonly js: JsonObject; readonly body?: Buffer }): void;
  pathSync(): void;
  link(callback?: (err: string | undefined) => void): void;
  /** Asks it for an introduction. */
  peer(hashname: string, csid: string): void;
  readonly seed?: boolean;
  /** When its first link began, by the calendar. */
  readonly age?: number;
  /** Its `link` channel. */
  readonly linked?: { readonly id: number; readonly sentAt?: number; readonly recvAt?: number };
  open(): Buffer | false;
}

/** A request or an answer; its stream half doesn't survive the streams of today, so `push` and `emit` are replaced. */
export interface ReferencePipe {
  push: (part: Buffer | undefined) => boolean;
  emit: (event: string) => boolean;
  end(body: Buffer): void;
  readonly status?: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: JsonObject;
}

export interface ReferenceReply {
  readonly status: number;
  readonly headers: JsonObject;
  readonly body?: Buffer;
}

export interface ReferenceThtp {
  request(
    ask: { hashname: string; path: string; method?: string; headers: JsonObject; body?: Buffer },
    callback: (err: string | number | false, answer?: ReferencePipe) => void,
  ): void;
  listen(callback: (request: ReferencePipe, answer: (reply: ReferenceReply) => ReferencePipe) => void): void;
}

export interface ReferenceOutgoing {
  readonly js?: { [name: string]: JsonValue };
  readonly body?: Buffer;
  readonly end?: boolean;
  readonly type?: string;
  readonly err?: string;
  /** Called when it was acknowledged. */
  readonly callback?: () => void;
}

export interface ReferenceChannel {
  readonly id: number;
  readonly type: string;
  readonly hashname: string;
  send(packet: ReferenceOutgoing): void;
  fail(message: string): void;
}

/** `stop` is the text of an `err`, else the value of `end`. `done(true)` acknowledges at once; unreliable ones lack it. */
export type ReferenceHandler = (
  stop: JsonValue | undefined,
  packet: { readonly js?: JsonObject; readonly body?: Buffer | string },
  channel: ReferenceChannel,
  done?: (acknowledge?: boolean) => void,
) => void;

/** A reference switch, from the folder that the loader made, with the cipher sets of its identity. */
export function createReferenceSwitch(folder: string, csids: readonly string[]): ReferenceSwitch {
  process.noDeprecation = true; // it is full of `new Buffer`
  const need = createRequire(join(folder, 'here.cjs'));
  const created: ReferenceSwitch = need('telehash-js').switch();
  for (const csid of csids) loadCipherSet(need, csid).install(created);
  need('telehash-thtp').install(created);
  return created;
}
