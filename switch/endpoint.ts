import type { SeeCandidate } from './core-channels/introduction.ts';
import type { Hashname } from './hashname/hashname.ts';
import type { PublicIdentity } from './hashname/keys.ts';
import type { JsonObject } from './packet/json.ts';
import type { Path } from './paths/path.ts';

/**
 * What an application holds of a running switch. `switch/io` gives one over real UDP sockets, `switch/sim` one over a
 * simulated network; an application can't tell which.
 *
 * All callbacks run from the driver's loop, never from inside a call of the application.
 */
export interface Endpoint {
  readonly self: PublicIdentity;
  /** Monotonic milliseconds: the clock of every `…AtMs` that this interface gives out. */
  nowMs(): number;
  /**
   * Where others may reach this switch: its port at each address of this machine, UDP before TCP; loopback only if bound to it,
   * link-local IPv6 never.
   */
  localPaths(): readonly Path[];
  /** The networks this machine is attached to, for telling what is on-link. */
  localNetworks(): readonly LocalNetwork[];
  /** Adds what is known of a peer: keys are checked against the hashname, paths are merged as possible ones. */
  learn(peer: PeerHints): void;
  /**
   * Whether the application wants a line to this peer at all times. Kept: opens are sent to its known paths, with
   * growing gaps while nothing answers, and an open line is kept warm. Not kept: lines die of silence.
   */
  keep(peer: Hashname, kept: boolean): void;
  /**
   * Refuses any line with this peer, or takes that back: the present line ends without a word, its opens are ignored, and nothing
   * is forwarded, served or looked up for it. It is no longer kept.
   */
  refuse(peer: Hashname, isRefused: boolean): void;
  /** Tries a kept peer again now, instead of after the current gap (the person opened the chat, the network changed). */
  retryNow(peer: Hashname): void;
  /** Starts a channel. Its first packet waits for the line; the line is opened if there is none. */
  openChannel(to: Hashname, type: string, options?: ChannelOptions): Channel;
  /** Takes channels of a type from those that `mayOpen` allows; from all others they are dropped in silence. */
  listen(type: string, options: ListenOptions, handler: (channel: Channel) => void): void;
  /**
   * Asks a switch that has a line to somebody, and to which we have one, to introduce us. The DHT does that by itself; this is
   * for a program that knows better.
   */
  introduce(candidate: SeeCandidate): void;
  /**
   * For whom this switch forwards lines that find no straight way; default 'nobody'. `bytesPerSecondMax`: for all of them together,
   * at most and by default BRIDGES_BYTES_PER_SECOND.
   */
  setBridging(policy: BridgingPolicy, bytesPerSecondMax?: number): void;
  /** How this switch stands to the network outside, as far as it has seen. */
  outside(): OutsideStatus;
  status(peer: Hashname): PeerStatus | undefined;
  /**
   * Hashname, parts and keys of a peer that is known by `learn` or by an authenticated open: what an application keeps of
   * a stranger who has just shown a valid invite, so that it can `learn` them again after a restart.
   */
  identityOf(peer: Hashname): PublicIdentity | undefined;
  /** Called after any change of a peer's line or path in use, and when a path goes quiet. */
  onStatus(listener: (status: PeerStatus) => void): void;
  /**
   * Called when a switch on a local network answers our ping, each time it does: whoever is there, known or not. Nothing
   * is proven by it. One that is known here is dialled there already.
   */
  onNearby(listener: (nearby: NearbyPeer) => void): void;
  /** Asks the local networks who is there, at most every 2 s. It is done anyway at the start and when networks change. */
  lookNearby(): void;
  /**
   * Links to these switches, now and again for as long as this one runs: seeds, or what `linkHints` gave in an earlier life. Links
   * lead to others, until this switch has a place in the DHT: then whoever is kept is found by hashname alone.
   */
  addSeeds(seeds: readonly LinkHint[]): void;
  /** Whether others may be told of this switch, and use it to find people; default 'nobody'. */
  setSeeding(policy: SeedingPolicy): void;
  /**
   * Searches the DHT. Needed only by the curious: kept peers, and those for whom a channel waits, are searched for anyway.
   * Resolves when it is found, or when the nine closest don't know it.
   */
  find(hashname: Hashname): Promise<FindResult>;
  links(): readonly LinkStatus[];
  /** The links worth storing for the next start, oldest first. Drop what is older than 30 days. */
  linkHints(): readonly LinkHint[];
  /** Sends nothing more, closes sockets; open channels end with `closed`. */
  close(): Promise<void>;
}

export interface PeerHints {
  readonly identity: PublicIdentity;
  readonly paths: readonly Path[];
}

/** Who answered on a local network: the key is the one of the hashname, but anybody may have sent it. */
export interface NearbyPeer {
  readonly identity: PublicIdentity;
  /** Where the answer came from. */
  readonly path: Path;
  readonly answeredAtMs: number;
}

/** A switch that was linked to: what an application stores for its next start, so that seeds are needed once. */
export interface LinkHint extends PeerHints {
  /**
   * How long the link has lasted, earlier lives included. Old links are trusted more (dht.md "Age Tracking"). Without it, it is a
   * seed that somebody chose: only those are believed about our own address (DECISIONS.md no. 54).
   */
  readonly ageMs?: number;
}

/** What a search in the DHT came to. */
export interface FindResult {
  readonly hashname: Hashname;
  /** Somebody has a link to it, or we have a line. If it is kept or a channel waits for it, it is being connected to. */
  readonly isFound: boolean;
  /** Those who answered, nearest to it first. */
  readonly closest: readonly Hashname[];
  /** How many were asked. */
  readonly askedCount: number;
  /** Steps from a link of ours, the first one, to who named it; 0 if nobody did. */
  readonly hops: number;
}

/** A switch that this one has a DHT link with. */
export interface LinkStatus {
  readonly hashname: Hashname;
  /** Place of the highest bit in which it differs from us, 255 for the first. */
  readonly bucket: number;
  readonly isSeed: boolean;
  readonly ageMs: number;
  /** The number of its channel on the line. */
  readonly channelId: number | undefined;
  /** When a packet of the link last went, and came. */
  readonly lastSentAtMs: number;
  readonly lastReceivedAtMs: number;
}

/** `relay`: a few packets a second inside a channel. `bridge`: bare line packets. Neither can be read on its way. */
export interface Through {
  readonly kind: 'relay' | 'bridge';
  readonly via: Hashname;
}

export type { SeeCandidate } from './core-channels/introduction.ts';

/** Only what was observed, without an address or a name: it may be shown to whoever helps. */
export interface OutsideStatus {
  readonly mapping: MappingStatus;
  /**
   * Whether others see us at one public IPv4 address and port: all of them ('same'), each at another ('varies': a router that
   * makes a new port for everybody), or fewer than two have told us yet.
   */
  readonly seen: 'unknown' | 'same' | 'varies';
  /** Others can begin a line to us without having been spoken to (DECISIONS.md no. 70). */
  readonly isReachable: boolean;
  /** Something went to, and came from, an address beyond this machine and its own networks. */
  readonly hasSentBeyond: boolean;
  readonly hasHeardBeyond: boolean;
  /** Forwarded for others since the start, unread. */
  readonly bridgedBytes: number;
  readonly bridgedPackets: number;
  readonly relayedPackets: number;
  readonly introductions: number;
}

export interface MappingStatus {
  /** `behind-another`: the router gave a port, but its own address is not a public one. */
  readonly state: 'off' | 'asking' | 'none' | 'mapped' | 'behind-another';
  /** In which language the router gave it. */
  readonly by?: 'PCP' | 'NAT-PMP' | 'UPnP';
}

export interface LocalNetwork {
  readonly type: 'ipv4' | 'ipv6';
  readonly ip: string;
  readonly prefixLength: number;
  readonly isLoopback: boolean;
  /** Of a link-local IPv6 address: as in `Path`. */
  readonly zone?: string;
}

export interface ChannelOptions {
  /** Default true. Unreliable ones may lose, double and reorder packets. */
  readonly reliable?: boolean;
  /** JSON of the first packet, under `_` for types with an underscore. */
  readonly json?: JsonObject;
  readonly body?: Uint8Array;
  /** True: the first packet is the last as well. */
  readonly end?: boolean;
  /**
   * Reliable ones: true lets each side end its own direction, and the channel closes when both have. Only for types of which
   * both sides know that it is so (`thtp`): else an `end` of either side closes both directions.
   */
  readonly halfOpen?: boolean;
}

export interface ListenOptions {
  readonly reliable: boolean;
  readonly mayOpen: (from: Hashname) => boolean;
  /** As in ChannelOptions. */
  readonly halfOpen?: boolean;
}

export type { JsonObject, JsonValue } from './packet/json.ts';

export interface ChannelPacket {
  /** The application's JSON: what lies under `_` for types with an underscore, else the head without the channel's own keys. */
  readonly json: JsonObject;
  /** Owned by the receiver. */
  readonly body: Uint8Array;
  readonly end: boolean;
}

export type ChannelClose =
  /** Ended in order: their `end` was processed, or ours was acknowledged. */
  | { readonly reason: 'ended' }
  /** One side failed it; the message is the other's word, or ours. */
  | { readonly reason: 'err'; readonly message: string; readonly byPeer: boolean }
  /** Nothing came back for the channel's timeout. */
  | { readonly reason: 'timeout' }
  /** A new line replaced the one this channel ran over, or the line died, or nothing at all came over it any more. */
  | { readonly reason: 'line-reset' }
  /** The endpoint was closed here. */
  | { readonly reason: 'closed' };

export interface PacketToSend {
  readonly json?: JsonObject;
  /** At most CHANNEL_BODY_BYTES_MAX. Left alone from now on. */
  readonly body?: Uint8Array;
  /** Nothing comes after it. */
  readonly end?: boolean;
  /**
   * `body` is a piece of a stream of bytes, at most PIECE_BYTES_MAX: it is cut, and shares packets with the pieces before and
   * after it, as packets are filled. Without `json`. Acknowledgements count packets, not pieces.
   */
  readonly isPiece?: boolean;
}

export interface Channel {
  readonly peer: Hashname;
  readonly type: string;
  readonly isReliable: boolean;
  /** True if the other side started it. */
  readonly isIncoming: boolean;
  /** Its `c` on the line, for logs and tests; undefined as long as nothing happened on it. */
  readonly channelId: number | undefined;
  /**
   * Queues one packet, `body` at most CHANNEL_BODY_BYTES_MAX. False when the send buffer is full now (the packet was
   * still taken): wait for `onDrain` before more.
   */
  send(packet: PacketToSend): boolean;
  /**
   * Gives packets in order (reliable) or as they come. The next one, and the acknowledgement of this one, wait for
   * `done`, which may be called later and once: that is the back-pressure. Packets wait for a handler to be set.
   */
  onPacket(handler: (packet: ChannelPacket, done: () => void) => void): void;
  onDrain(handler: () => void): void;
  /**
   * Tells how many packets of ours the other side has processed so far, the first one included; several at a time may
   * be told as one. Only of reliable channels, and never after the close.
   */
  onAcked(handler: (count: number) => void): void;
  /** Called once, last. Nothing comes after it. */
  onClose(handler: (close: ChannelClose) => void): void;
  /** Ends it at once, in both directions, with an error the other side is told. */
  fail(message: string): void;
}

export interface PeerStatus {
  readonly peer: Hashname;
  readonly line: 'none' | 'opening' | 'open';
  /** When this state of the line began. */
  readonly lineSinceAtMs: number;
  /** When the current search for a way began, if the peer is kept and has no line. */
  readonly lookingSinceAtMs?: number;
  /** The one in use first. */
  readonly paths: readonly PathStatus[];
}

/**
 * 'known': it links to those that the application keeps and is a seed for them alone, for as long as it knows that its port can be
 * reached from outside.
 */
export type SeedingPolicy = 'nobody' | 'known' | 'anyone';

/** 'known': lines of which one end at least is somebody that the application named. */
export type BridgingPolicy = 'nobody' | 'known' | 'anyone';

export interface PathStatus {
  /** With `through`: where that switch is. */
  readonly path: Path;
  /** Somebody stands between: absent only if nobody does that we know of. A line through others is never a direct one. */
  readonly through?: Through;
  /** An authenticated packet came from it (switch.md "Path Detection": established); else only possible. */
  readonly isEstablished: boolean;
  /** When the last authenticated packet came from it. */
  readonly lastReceivedAtMs?: number;
  readonly roundTripMs?: number;
  /**
   * The peer itself listed this very address inside the line (`path` channel): one of its machine, of its router's mapping, or one
   * at which all its seeds see it (DECISIONS.md no. 54).
   */
  readonly isClaimedByPeer: boolean;
  /** Another known hashname uses the same address: then it may be a forwarder. */
  readonly isShared: boolean;
  /** Those hashnames, by packets that really came from there; absent without any. */
  readonly sharedWith?: readonly Hashname[];
  /**
   * When this very address last answered our ping on a local network, as this peer. Counts for LAN_ANSWER_MS; gone when
   * this machine's networks change. It says where somebody is, not who: only the line does that.
   */
  readonly lanAnsweredAtMs?: number;
}

/** Makes identities and starts switches: how an application gets its endpoint without knowing the transport. */
export interface SwitchFactory {
  /** A new 2a identity. Runs on a worker, some hundred milliseconds. */
  generateIdentity(): Promise<SecretIdentity>;
  /** Fails if the address can't be bound, naming what is wrong. */
  start(options: SwitchStartOptions): Promise<StartResult>;
}

export type StartResult =
  | { readonly ok: true; readonly endpoint: Endpoint }
  | {
      readonly ok: false;
      readonly error: 'port-taken' | 'address-unavailable' | 'network-denied';
      readonly detail: string;
    };

export interface SwitchStartOptions {
  readonly identity: SecretIdentity;
  /** The newest `at` ever used in an open of this identity, 0 if none: the next is larger. */
  readonly lastOpenAtMs: number;
  /** Awaited before an open with this `at` leaves the machine. */
  readonly persistOpenAtMs: (atMs: number) => Promise<void>;
  /** UDP address to bind; default every interface. Port 0: any free one. */
  readonly listen?: { readonly ip?: string; readonly port?: number };
  /**
   * Whether to listen for TCP at the same port, and to connect by it to those who tell such addresses, where UDP brings
   * nothing. Default: yes. A port that another program has is done without.
   */
  readonly tcp?: boolean;
  /** Whether to ask and to answer on local networks (ext/discovery.md). Default: yes, unless bound to loopback alone. */
  readonly lanDiscovery?: boolean;
  /**
   * Whether to ask the router for a port that leads here (PCP, NAT-PMP, UPnP), given back at the end. The address outside is then
   * one of `localPaths`. Default: yes, unless bound to loopback alone.
   */
  readonly portMapping?: boolean;
  /** Told what the person need not hear of: a line without names, addresses of others or secrets. */
  readonly log?: (line: string) => void;
}

/** A public identity with its secret keys. Never logged, never sent over the bridge. */
export interface SecretIdentity extends PublicIdentity {
  /** CSID to secret key; 2a: PKCS#1 DER. */
  readonly secrets: { readonly [csid: string]: Uint8Array };
}
