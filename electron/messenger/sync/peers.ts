import type {
  Channel,
  Endpoint,
  Hashname,
  JsonObject,
  Path,
  PeerStatus,
  PublicIdentity,
} from '../../../switch/index.ts';
import type { Fetcher } from '../blobs/fetcher.ts';
import { isBlocked } from '../contacts/block-list.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { DEVICE_CSID } from '../identity/rsa-identity.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { Frame } from './frames.ts';
import type { HelloOutcome, Introduction, OwnHello } from './hello-channel.ts';
import { NOW_CHANNEL, readTyping } from './now-packet.ts';
import { BLOB_CHANNEL, PeerSession, type PeerStage, SYNC_CHANNEL } from './peer-session.ts';
import type { Say, SharedConversations, SyncHost } from './sync-host.ts';

/** Why we speak with a device: it is a contact's, or a fellow member's of a group. One device may be both. */
export interface PeerClaim {
  stage(): PeerStage;
  /** What is shared because of this. */
  hosts(): readonly SyncHost[];
  /** Undefined as long as nothing but the hashname is known. */
  identity(): PublicIdentity | undefined;
  /** Where they may be, the likeliest first. */
  paths(): readonly Path[];
  introduction?(): Introduction;
  onHello?(outcome: HelloOutcome): Promise<void>;
  onStatus?(status: PeerStatus): void;
  /** They said goodbye. */
  onLeft?(): void;
  takeInvited?(frame: Frame, conv: string): void | Promise<void>;
  greet?(say: Say): void;
  takeWord?(frame: Frame, say: Say): void | Promise<void>;
}

export interface PeersParts {
  readonly core: Core;
  readonly ownHello: () => OwnHello | undefined;
  readonly fetcher: Fetcher;
  /** Somebody speaks to us with whom we don't speak: a contact may be taken up now. */
  readonly onFirstWord: (device: Hashname) => void;
  /** Whether somebody that we don't speak with may have a reason to speak with us. */
  readonly isFellow: (device: Hashname) => boolean;
  /** They say what they have of a conversation that we don't share with them. */
  readonly onStrayed: (device: Hashname, conv: string) => void;
  /** They opened `_sync`. */
  readonly onSyncOpened: (device: Hashname) => Promise<void>;
}

/** What is done if there are several reasons to speak with one device: the one that does most. */
const STAGES: readonly PeerStage[] = ['sync', 'hello', 'wait'];

/** Every device we speak with, whatever for: one session each. */
export class Peers {
  private readonly byDevice = new Map<string, Peer>();
  private endpoint: Endpoint | undefined;

  constructor(private readonly parts: PeersParts) {}

  get(device: string): Peer | undefined {
    return this.byDevice.get(device);
  }

  all(): readonly Peer[] {
    return [...this.byDevice.values()];
  }

  /** The peer of this device, with this reason to speak with it added. */
  claim(device: Hashname, claim: PeerClaim): Peer {
    let peer = this.byDevice.get(device);
    if (peer === undefined) {
      peer = new Peer(this.parts, device);
      this.byDevice.set(device, peer);
    }
    peer.add(claim);
    if (this.endpoint !== undefined) peer.attach(this.endpoint);
    return peer;
  }

  release(device: string, claim: PeerClaim): void {
    const peer = this.byDevice.get(device);
    if (peer?.remove(claim) === 'idle') this.byDevice.delete(device);
  }

  /** Speaks over this endpoint from now on. */
  attach(endpoint: Endpoint): void {
    this.endpoint = endpoint;
    const maySync = (from: Hashname) => this.stageOf(from) !== 'rest' || this.parts.isFellow(from);
    endpoint.listen(SYNC_CHANNEL, { reliable: true, mayOpen: maySync }, (channel) => {
      this.takeSync(channel).catch((error: unknown) => {
        this.report(error);
        channel.fail('internal error');
      });
    });
    const isShared = (from: Hashname) => this.stageOf(from) === 'sync';
    endpoint.listen(BLOB_CHANNEL, { reliable: true, mayOpen: isShared }, (channel) => {
      this.byDevice.get(channel.peer)?.takeBlob(channel);
    });
    endpoint.listen(NOW_CHANNEL, { reliable: false, mayOpen: isShared }, (channel) => {
      channel.onPacket((packet, done) => {
        this.byDevice.get(channel.peer)?.takeNow(packet.json);
        done();
      });
    });
    endpoint.onStatus((status) => this.byDevice.get(status.peer)?.setStatus(status));
    for (const peer of this.all()) peer.attach(endpoint);
  }

  /** Asks one that we have a line to to introduce us to another that it may have a line to. */
  introduce(via: Hashname, to: Hashname): void {
    this.endpoint?.introduce({ hashname: to, csid: DEVICE_CSID, via });
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((peer) => peer.stop()));
  }

  private stageOf(device: Hashname): PeerStage {
    if (!this.byDevice.has(device)) this.parts.onFirstWord(device);
    return this.byDevice.get(device)?.stage() ?? 'rest';
  }

  private async takeSync(channel: Channel): Promise<void> {
    await this.parts.onSyncOpened(channel.peer);
    const peer = this.byDevice.get(channel.peer);
    if (peer === undefined) channel.fail('not a contact');
    else peer.takeSync(channel);
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`peers: ${describeError(error)}`);
  }
}

/** One device, all reasons to speak with it, and what is spoken while there is a line. */
export class Peer implements SharedConversations {
  private readonly claims = new Set<PeerClaim>();
  private endpoint: Endpoint | undefined;
  private current: PeerSession | undefined;

  constructor(
    private readonly parts: PeersParts,
    readonly device: Hashname,
  ) {}

  get session(): PeerSession | undefined {
    return this.current;
  }

  /** Whoever comes when there is a line already is told so: nothing changes that they would hear of. */
  add(claim: PeerClaim): void {
    this.claims.add(claim);
    const status = this.endpoint?.status(this.device);
    if (status !== undefined) claim.onStatus?.(status);
  }

  remove(claim: PeerClaim): 'idle' | 'busy' {
    this.claims.delete(claim);
    this.changed();
    if (this.claims.size > 0) return 'busy';
    this.stop().catch((error: unknown) => this.report(error));
    return 'idle';
  }

  attach(endpoint: Endpoint): void {
    if (this.endpoint === endpoint) {
      this.changed();
      return;
    }
    const { core, ownHello, fetcher } = this.parts;
    this.endpoint = endpoint;
    this.current = new PeerSession({
      core,
      endpoint,
      device: this.device,
      ownHello,
      shared: this,
      stage: () => this.stage(),
      wantsHello: () => !this.isBlocked() && [...this.claims].some((claim) => claim.stage() === 'hello'),
      introduction: () => this.first((claim) => claim.introduction?.()) ?? {},
      onHello: async (outcome) => {
        for (const claim of [...this.claims]) await claim.onHello?.(outcome);
      },
      mayServe: (blob) => this.mayServe(blob),
      onLeft: () => {
        for (const claim of [...this.claims]) claim.onLeft?.();
      },
      fetcher,
    });
    this.changed();
    const status = endpoint.status(this.device);
    if (status !== undefined) this.setStatus(status);
  }

  /** A reason changed: its stage, its addresses, what is shared because of it. */
  changed(): void {
    const { endpoint } = this;
    if (endpoint === undefined) return;
    if (this.isBlocked()) endpoint.keep(this.device, false);
    else this.learn(endpoint);
    this.current?.proceed();
    this.current?.share();
  }

  private learn(endpoint: Endpoint): void {
    for (const claim of this.claims) {
      const identity = claim.identity();
      if (identity !== undefined) endpoint.learn({ identity, paths: claim.paths() });
    }
    endpoint.keep(this.device, this.stage() === 'sync' || this.stage() === 'hello');
  }

  private isBlocked(): boolean {
    return isBlocked(this.parts.core, this.device);
  }

  setStatus(status: PeerStatus): void {
    this.current?.setStatus(status);
    for (const claim of [...this.claims]) claim.onStatus?.(status);
  }

  stage(): PeerStage {
    if (this.isBlocked()) return 'rest';
    const stages = [...this.claims].map((claim) => claim.stage());
    return STAGES.find((stage) => stages.includes(stage)) ?? 'rest';
  }

  takeSync(channel: Channel): void {
    if (this.current === undefined || this.stage() !== 'sync') channel.fail('not a contact');
    else this.current.takeSync(channel);
  }

  takeBlob(channel: Channel): void {
    if (this.current === undefined || this.stage() !== 'sync') channel.fail('not a contact');
    else this.current.takeBlob(channel);
  }

  takeNow(json: JsonObject): void {
    const typing = readTyping(json);
    if (typing === undefined || this.stage() !== 'sync') return;
    this.hosts()
      .find((host) => host.conv === typing.conv)
      ?.peerTypes?.(typing.on);
  }

  hosts(): readonly SyncHost[] {
    return this.isBlocked() ? [] : [...this.claims].flatMap((claim) => claim.hosts());
  }

  greet(say: Say): void {
    for (const claim of [...this.claims]) claim.greet?.(say);
  }

  async takeWord(frame: Frame, say: Say): Promise<void> {
    for (const claim of [...this.claims]) await claim.takeWord?.(frame, say);
  }

  strayed(conv: string): void {
    this.parts.onStrayed(this.device, conv);
  }

  async takeInvited(frame: Frame, conv: string): Promise<void> {
    for (const claim of [...this.claims]) await claim.takeInvited?.(frame, conv);
  }

  report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`peer: ${describeError(error)}`);
  }

  async stop(): Promise<void> {
    await this.current?.stop();
  }

  private async mayServe(blob: string): Promise<boolean> {
    for (const host of this.hosts()) if (await host.mayServe(blob)) return true;
    return false;
  }

  private first<T>(read: (claim: PeerClaim) => T | undefined): T | undefined {
    for (const claim of this.claims) {
      const value = read(claim);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
