import type { Channel, ChannelClose, Endpoint, Hashname, JsonObject, PeerStatus } from '../../../switch/index.ts';
import type { FetchLane } from '../blobs/fetch-lane.ts';
import type { Fetcher } from '../blobs/fetcher.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import {
  ASK_RETRY_MS,
  BLOB_CHANNELS_MAX,
  GOODBYE_WAIT_MS,
  HELLO_RETRY_MS_MAX,
  HELLO_RETRY_MS_MIN,
  SYNC_RETRY_MS_MAX,
  SYNC_RETRY_MS_MIN,
  SYNC_YIELD_MS,
} from '../limits.ts';
import { BlobServer } from './blob-server.ts';
import { CHANNEL_OPENING } from './frame-channel.ts';
import { type HelloOutcome, type Introduction, type OwnHello, sayHello } from './hello-channel.ts';
import { NOW_CHANNEL } from './now-packet.ts';
import { SyncChannel } from './sync-channel.ts';
import type { BlobStand, SharedConversations } from './sync-host.ts';

export const SYNC_CHANNEL = '_sync';
export const BLOB_CHANNEL = '_blob';

/**
 * `hello`: our use of their invite is not answered yet. `sync`: both sides said yes. `wait`: they turned us
 * away and may still say yes. `rest`: nothing is to be done.
 */
export type PeerStage = 'hello' | 'sync' | 'wait' | 'rest';

export interface PeerSessionParts {
  readonly core: Core;
  readonly endpoint: Endpoint;
  readonly device: Hashname;
  readonly shared: SharedConversations;
  readonly stage: () => PeerStage;
  /** Our use of their invite is not answered, whatever else is spoken with them: a fellow member may be no contact yet. */
  readonly wantsHello: () => boolean;
  readonly ownHello: () => OwnHello | undefined;
  readonly introduction: () => Introduction;
  readonly onHello: (outcome: HelloOutcome) => Promise<void>;
  readonly mayServe: (blob: string) => Promise<boolean>;
  /** They ended the conversation's channel in order, which only who is closing does. */
  readonly onLeft: () => void;
  readonly fetcher: Fetcher;
}

/** Everything spoken with one device while there is a line: hello, then one `_sync`, and `_blob`s beside it. */
export class PeerSession {
  private readonly lane: FetchLane;
  private isLineOpen = false;
  /** Which line, and which way its packets go: another one is a new chance for what failed. */
  private way = '';
  private isStopped = false;
  private isHelloOpen = false;
  private sync: SyncChannel | undefined;
  private blobServerCount = 0;
  private helloRetryMs = HELLO_RETRY_MS_MIN;
  private syncRetryMs = SYNC_RETRY_MS_MIN;
  private cancelTimer: (() => void) | undefined;
  /** Set while we wait for our goodbye to be acknowledged. */
  private onFarewell: (() => void) | undefined;

  constructor(private readonly parts: PeerSessionParts) {
    const { endpoint, device, shared, fetcher } = parts;
    this.lane = fetcher.lane({
      device,
      convs: () => shared.hosts().map((host) => host.conv),
      openChannel: () => endpoint.openChannel(device, BLOB_CHANNEL, { json: CHANNEL_OPENING }),
    });
  }

  setStatus(status: PeerStatus): void {
    const isOpen = status.line === 'open';
    const { path, through } = status.paths[0] ?? {};
    const way = JSON.stringify([status.lineSinceAtMs, path, through]);
    const isOtherWay = way !== this.way;
    this.way = way;
    if (isOpen && this.isLineOpen && isOtherWay) this.lane.renew();
    if (isOpen === this.isLineOpen) return;
    this.isLineOpen = isOpen;
    this.helloRetryMs = HELLO_RETRY_MS_MIN;
    this.syncRetryMs = SYNC_RETRY_MS_MIN;
    this.proceed();
  }

  /** Does what the stage asks for: called after every change of line or stage. */
  proceed(): void {
    this.clearTimer();
    const stage = this.isLineOpen && !this.isStopped ? this.parts.stage() : 'rest';
    this.lane.setOnline(stage === 'sync');
    if (stage !== 'rest' && this.parts.wantsHello() && !this.isHelloOpen) this.hello();
    if (stage === 'rest' && !this.isStopped) this.sync?.channel.fail('not a contact');
    if (stage !== 'sync' || this.sync !== undefined) return;
    if (this.isLower()) this.openSync();
    else this.startTimer(SYNC_YIELD_MS, () => this.openSync());
  }

  takeSync(channel: Channel): void {
    const own = this.sync;
    const isOurs = own !== undefined && !own.channel.isIncoming;
    if (isOurs && this.isLower()) {
      // Ours stays. Should it have died unseen, this makes it show.
      channel.fail('crossed');
      own.probe().catch((error: unknown) => this.parts.shared.report(error));
      return;
    }
    this.clearTimer();
    this.sync = undefined;
    own?.end();
    this.runSync(channel);
  }

  takeBlob(channel: Channel): void {
    if (this.blobServerCount >= BLOB_CHANNELS_MAX) {
      channel.fail('too many channels');
      return;
    }
    const { core, mayServe } = this.parts;
    this.blobServerCount += 1;
    const host = { blobs: core.blobs, mayServe, log: (line: string) => core.log(line) };
    new BlobServer(channel, host, () => {
      this.blobServerCount -= 1;
    });
  }

  /** An event was stored that they may lack. `isForwarding`: others' events go too, where they are not sent at once. */
  poke(conv: string, isForwarding = false): void {
    this.sync?.poke(conv, isForwarding);
  }

  tellRead(conv: string): void {
    this.sync?.tellRead(conv).catch((error: unknown) => this.parts.shared.report(error));
  }

  tellLacks(conv: string): void {
    this.sync?.tellLacks(conv).catch((error: unknown) => this.parts.shared.report(error));
  }

  tellStored(conv: string): void {
    this.sync?.tellStored(conv).catch((error: unknown) => this.parts.shared.report(error));
  }

  tellBlobs(conv: string, stand: BlobStand): void {
    this.sync?.tellBlobs(conv, stand);
  }

  /** Says something that is about no conversation, if there is a channel; else the next greeting says it. */
  say(json: JsonObject, body?: Uint8Array): boolean {
    this.sync?.say(json, body);
    return this.sync !== undefined;
  }

  /** A packet of `_now`: lost ones don't matter, so without a line there is none. */
  tellNow(json: JsonObject): void {
    if (!this.isLineOpen || this.isStopped || this.parts.stage() !== 'sync') return;
    this.parts.endpoint.openChannel(this.parts.device, NOW_CHANNEL, { reliable: false, json, end: true });
  }

  /** Something else is shared with them now. */
  share(): void {
    this.sync?.share().catch((error: unknown) => this.parts.shared.report(error));
  }

  /** Ends what is open in order, and resolves when the other side knows, or does not answer. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.clearTimer();
    this.parts.fetcher.removeLane(this.lane);
    const { sync } = this;
    if (sync === undefined || !this.isLineOpen) return;
    await new Promise<void>((resolve) => {
      const cancel = this.parts.core.clock.after(GOODBYE_WAIT_MS, resolve);
      this.onFarewell = () => {
        cancel();
        resolve();
      };
      sync.end();
    });
  }

  private hello(): void {
    const { core, endpoint, device } = this.parts;
    const own = this.parts.ownHello();
    if (own === undefined) return;
    this.isHelloOpen = true;
    const host = { after: core.clock.after.bind(core.clock), log: (line: string) => core.log(line) };
    sayHello(endpoint, device, own, this.parts.introduction(), host, (outcome) => {
      if (outcome.name === 'refused' && outcome.why === 'asked') this.helloRetryMs = ASK_RETRY_MS;
      this.parts.onHello(outcome).then(
        () => this.helloDone(),
        (error: unknown) => {
          core.log(`hello: ${describeError(error)}`);
          this.helloDone();
        },
      );
    });
  }

  /** What the stage is now says what comes next; while it is still hello, the next try has to wait. */
  private helloDone(): void {
    this.isHelloOpen = false;
    if (!this.isLineOpen || this.isStopped || !this.parts.wantsHello()) {
      this.proceed();
      return;
    }
    this.startTimer(this.helloRetryMs, () => this.proceed());
    this.helloRetryMs = Math.min(2 * this.helloRetryMs, HELLO_RETRY_MS_MAX);
  }

  private openSync(): void {
    if (!this.isLineOpen || this.sync !== undefined) return;
    this.runSync(this.parts.endpoint.openChannel(this.parts.device, SYNC_CHANNEL, { json: CHANNEL_OPENING }));
  }

  private runSync(channel: Channel): void {
    const sync = new SyncChannel(channel, this.parts.shared, (close, hadHave) => this.syncClosed(sync, close, hadHave));
    this.sync = sync;
    sync.share().catch((error: unknown) => {
      this.parts.shared.report(error);
      channel.fail('internal error');
    });
  }

  private syncClosed(closed: SyncChannel, close: ChannelClose, hadHave: boolean): void {
    if (this.sync !== closed) return;
    this.sync = undefined;
    this.onFarewell?.();
    if (hadHave) this.syncRetryMs = SYNC_RETRY_MS_MIN;
    if (!this.isLineOpen || this.isStopped) return;
    if (close.reason === 'ended') this.parts.onLeft();
    if (close.reason === 'line-reset') {
      this.proceed();
      return;
    }
    this.startTimer(this.syncRetryMs, () => this.proceed());
    this.syncRetryMs = Math.min(2 * this.syncRetryMs, SYNC_RETRY_MS_MAX);
  }

  private isLower(): boolean {
    return this.parts.core.self < this.parts.device;
  }

  private startTimer(ms: number, callback: () => void): void {
    this.clearTimer();
    this.cancelTimer = this.parts.core.clock.after(ms, () => {
      this.cancelTimer = undefined;
      callback();
    });
  }

  private clearTimer(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }
}
