import type { EventRow, LogTip } from '../../storage/store.ts';
import { SYNC_BLOBS_MAX, SYNC_ENTRIES_MAX } from '../limits.ts';
import type { FrameChannel } from './frame-channel.ts';
import {
  AckHead,
  AskHead,
  type Entry,
  EventHead,
  HaveHead,
  LackHead,
  MovedHead,
  ReadHead,
  RefusedHead,
} from './frame-shapes.ts';
import type { Frame } from './frames.ts';
import { Pauses } from './pauses.ts';
import { PeerHave } from './peer-have.ts';
import { decodeProof, encodeProof } from './proof-json.ts';
import type { BlobStand, Ingested, SyncHost } from './sync-host.ts';
import { SyncInbox } from './sync-inbox.ts';
import { SyncOutbox, type SyncWindow, sizeOf } from './sync-outbox.ts';

/** Digits of an event's id that go into `have` and `ack`. */
const ENTRY_ID_DIGITS = 16;

/**
 * What is said of one conversation on a `_sync` channel (WIRE.md "_sync"): what we have, what the peer lacks, and the
 * acknowledgement of what came, after the commit. It holds no truth: a new channel starts from two `have`s.
 */
export class SyncExchange {
  private readonly outbox: SyncOutbox;
  private readonly sentRows = new Map<string, EventRow>();
  private readonly having: PeerHave;
  /** The `add` that the peer was told of. */
  private invitedBy: string | undefined;
  private peerHave: 'unknown' | 'known' = 'unknown';
  /** Counts the peer's `have`s: what was looked up before the newest one is stale. */
  private generation = 0;
  private isPumping = false;
  private isPumpDue = false;
  /** It is time to pass on what others wrote. */
  private isForwarding = false;
  /** What others wrote waits until the peer is heard of again. */
  private isDoubting = false;
  /** Somebody else may bring the peer up to date first. */
  private isHeld = false;
  /** Something could not be sent for want of room. */
  private isShort = false;
  private readonly inbox: SyncInbox;
  private isStopped = false;
  private readonly pauses: Pauses;

  constructor(
    private readonly frames: FrameChannel,
    private readonly host: SyncHost,
    window: SyncWindow,
  ) {
    this.outbox = new SyncOutbox(window);
    this.having = new PeerHave(() => host.tips());
    this.pauses = new Pauses(
      (ms, callback) => host.after(ms, callback),
      () => this.isOver,
    );
    this.inbox = new SyncInbox({
      host,
      pauses: this.pauses,
      isOver: () => this.isOver,
      onStored: (ingested) => this.stored(ingested),
      onFailure: (error) => this.giveUp(error),
    });
  }

  get hadHave(): boolean {
    return this.peerHave === 'known';
  }

  /** Says what we have, before anything else. */
  async start(): Promise<void> {
    this.tellInvited();
    this.tellMoved();
    await this.tellHave();
    await this.tellRead();
    const blobs = await this.host.unacknowledgedBlobs();
    for (let from = 0; from < blobs.length; from += SYNC_BLOBS_MAX) {
      this.frames.send({ t: 'ask', conv: this.host.conv, blobs: blobs.slice(from, from + SYNC_BLOBS_MAX) });
    }
  }

  /** Before any event, and again for who was taken out and is added anew while this goes on. */
  private tellInvited(): void {
    const invitation = this.host.invitation();
    if (invitation === undefined || invitation.add === this.invitedBy) return;
    this.invitedBy = invitation.add;
    this.frames.send({ t: 'invited', conv: this.host.conv, ...invitation });
  }

  /** Their person has a newer device: the older one is to know. */
  private tellMoved(): void {
    const moved = this.host.moved?.();
    if (moved === undefined) return;
    const proof = encodeProof(moved.proof);
    this.frames.send({ t: 'moved', conv: this.host.conv, device: moved.device, proof });
  }

  /** Something was appended: out with it. */
  poke(): void {
    this.isPumpDue = true;
    if (this.isPumping || this.isHeld || this.peerHave === 'unknown' || this.isOver) return;
    this.isPumping = true;
    this.pump().then(
      () => this.donePumping(),
      (error: unknown) => this.giveUp(error),
    );
  }

  /** It is time to send on what others wrote. Not into a way that is closed: while it is, others may bring the peer the same. */
  passOn(): void {
    if (!this.frames.isInDoubt) {
      this.passOnNow();
      return;
    }
    this.poke();
    if (this.isDoubting) return;
    this.isDoubting = true;
    void this.passOnOnceHeard();
  }

  /** At a moment of our own: when two halves of a group find each other again, everybody's way opens at once. */
  private async passOnOnceHeard(): Promise<void> {
    await this.frames.whenHeard();
    await this.pauses.wait(this.host.catchUpDelayMs());
    this.isDoubting = false;
    this.passOnNow();
  }

  private passOnNow(): void {
    this.isForwarding = true;
    this.poke();
  }

  /** Something was acknowledged, of this conversation or of another one on this channel. */
  roomMade(): void {
    if (this.isShort) this.poke();
  }

  /** What we have by now: said when it came from somebody else, and to find out whether the channel still lives. */
  async tellStored(): Promise<void> {
    for (const entries of pagesOf(await this.host.tips()))
      this.frames.send({ t: 'ack', conv: this.host.conv, entries, blobs: [] });
  }

  private async tellHave(): Promise<void> {
    const pages = pagesOf(await this.host.tips());
    for (const [index, entries] of pages.entries()) {
      const more = index < pages.length - 1 ? ({ more: true } as const) : {};
      this.frames.send({ t: 'have', conv: this.host.conv, entries, ...more });
    }
  }

  async tellRead(): Promise<void> {
    const entries = await this.host.readMarks();
    for (let from = 0; from < entries.length; from += SYNC_ENTRIES_MAX)
      this.frames.send({ t: 'read', conv: this.host.conv, entries: entries.slice(from, from + SYNC_ENTRIES_MAX) });
  }

  /** How blobs of theirs stand here now. */
  tellBlobs({ whole, waits, declined }: BlobStand): void {
    if (whole.length + waits.length + declined.length === 0) return;
    const more = { ...(waits.length > 0 ? { waits } : {}), ...(declined.length > 0 ? { declined } : {}) };
    this.frames.send({ t: 'ack', conv: this.host.conv, entries: [], blobs: whole, ...more });
  }

  /** Says nothing more: the channel is closed, or the conversation is no longer shared. */
  stop(): void {
    this.isStopped = true;
    this.outbox.reset([]);
    this.pauses.end();
    this.inbox.stop();
  }

  take(frame: Frame): void | Promise<void> {
    switch (frame.t) {
      case 'have':
        return this.takeHave(frame);
      case 'event':
        return this.takeEvent(frame);
      case 'ack':
        return this.takeAck(frame);
      case 'ask':
        return this.takeAsk(frame);
      case 'lack':
        return this.takeLack(frame);
      case 'read':
        return this.takeRead(frame);
      case 'refused':
        return this.takeRefused(frame);
      case 'moved':
        return this.takeMoved(frame);
      default: // from a newer version
    }
  }

  private async takeHave(frame: Frame): Promise<void> {
    const head = HaveHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    await this.having.add(head.data.entries.map(tipOf));
    if (head.data.more === true) return;
    const tips = this.having.take();
    const isAnew = this.peerHave === 'known';
    this.generation += 1;
    await this.host.peerHas(tips);
    // They stopped sharing this for a while, and don't know any more what we said at the start.
    if (isAnew) await this.tellHave();
    this.outbox.reset(tips);
    this.sentRows.clear();
    this.peerHave = 'known';
    if (isAnew) this.passOnNow();
    else this.catchUp();
    await this.tellLacks();
  }

  private catchUp(): void {
    const waitMs = this.host.catchUpDelayMs();
    this.isHeld = waitMs > 0;
    void this.pauses.wait(waitMs).then(() => {
      this.isHeld = false;
      this.passOnNow();
    });
  }

  /** What is here without its body and should not be: whoever reads this may have it. */
  async tellLacks(): Promise<void> {
    if (this.peerHave === 'unknown' || this.isOver) return;
    const events = await this.host.lacks();
    if (events.length > 0) this.frames.send({ t: 'lack', conv: this.host.conv, events });
  }

  /** One after the other, each when there is room: who asks for much waits. Nothing of it is on the books of the outbox. */
  private async takeLack(frame: Frame): Promise<void> {
    const head = LackHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    for (const id of head.data.events) {
      const row = await this.host.wholeEvent(id);
      if (row === undefined) continue;
      if (this.isOver) return;
      this.sendFrame(row);
      await this.frames.whenRoom();
    }
  }

  private takeEvent(frame: Frame): void | Promise<void> {
    const head = EventHead.safeParse(frame.json);
    if (!head.success || head.data.head > frame.body.length) return this.frames.fail('bad frame');
    const { head: headLength, own, sig, gone } = head.data;
    const event = {
      head: frame.body.slice(0, headLength),
      body: gone === true ? undefined : frame.body.slice(headLength),
      own: own === undefined ? undefined : new Uint8Array(Buffer.from(own, 'hex')),
      sig: sig === undefined ? undefined : new Uint8Array(Buffer.from(sig, 'base64url')),
    };
    return this.inbox.put(event, frame.body.length);
  }

  private async takeAck(frame: Frame): Promise<void> {
    const head = AckHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    const tips = head.data.entries.map(tipOf);
    const { blobs, waits = [], declined = [] } = head.data;
    await this.host.peerStored(tips, { whole: blobs, waits, declined });
    this.outbox.acknowledged(tips);
    for (const [id, row] of this.sentRows) if (isCovered(row, tips)) this.sentRows.delete(id);
    this.poke();
  }

  private async takeAsk(frame: Frame): Promise<void> {
    const head = AskHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    this.tellBlobs(await this.host.standOf(head.data.blobs));
  }

  private async takeRead(frame: Frame): Promise<void> {
    const head = ReadHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    await this.host.peerRead(head.data.entries);
  }

  private async takeRefused(frame: Frame): Promise<void> {
    const head = RefusedHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    const row = this.sentRows.get(head.data.id);
    if (row === undefined) return; // not sent on this channel, so not theirs to refuse
    await this.host.peerRefused(row.id, head.data.why);
    this.outbox.block(row);
    this.poke();
  }

  private async takeMoved(frame: Frame): Promise<void> {
    const head = MovedHead.safeParse(frame.json);
    if (!head.success) return this.frames.fail('bad frame');
    await this.host.peerSaysMoved?.(head.data.device, decodeProof(head.data.proof));
  }

  /** Sends what the peer lacks as long as there is some and the window has room. */
  private async pump(): Promise<void> {
    this.tellInvited();
    while (this.isPumpDue && !this.isOver) {
      this.isPumpDue = false;
      this.isShort = this.outbox.roomBytes <= 0;
      if (this.isShort) return;
      const generation = this.generation;
      const missing = await this.host.missingFrom(this.outbox.tips(), this.outbox.roomBytes);
      const rows = this.isForwarding ? missing : missing.filter((row) => this.host.isSentAtOnce(row));
      if (generation !== this.generation) {
        this.isPumpDue = true;
        continue;
      }
      for (const row of rows) {
        this.isShort = sizeOf(row) > this.outbox.roomBytes;
        if (this.isShort) return; // an acknowledgement makes room
        this.sendEvent(row);
      }
      if (rows.length > 0) this.isPumpDue = true;
      else this.isForwarding = false;
      await this.frames.whenRoom();
    }
  }

  private donePumping(): void {
    this.isPumping = false;
    if (this.isPumpDue && this.outbox.roomBytes > 0) this.poke();
  }

  private sendEvent(row: EventRow): void {
    if (this.outbox.isBlocked(row)) {
      this.outbox.skip(row);
      return;
    }
    this.outbox.sent(row);
    this.sentRows.set(row.id, row);
    this.sendFrame(row);
  }

  private sendFrame(row: EventRow): void {
    const own = row.own === undefined ? {} : { own: Buffer.from(row.own).toString('hex') };
    const sig = row.sig === undefined ? {} : { sig: Buffer.from(row.sig).toString('base64url') };
    const gone = row.body === undefined ? ({ gone: true } as const) : {};
    const body = row.body === undefined ? row.head : new Uint8Array(Buffer.concat([row.head, row.body]));
    this.frames.send({ t: 'event', conv: this.host.conv, head: row.head.length, ...own, ...sig, ...gone }, body);
  }

  /** The peer hears what became of what it sent, and of what is here by now. */
  private async stored({ stored, refused, filledCount }: Ingested): Promise<void> {
    for (const row of [...stored].sort((a, b) => a.seq - b.seq)) this.outbox.skip(row); // they have it
    for (const { id, why } of refused) this.frames.send({ t: 'refused', conv: this.host.conv, id, why });
    await this.tellStored();
    this.poke(); // what came may tell us where our logs part
    if (filledCount > 0) await this.tellLacks();
  }

  private giveUp(error: unknown): void {
    this.host.report(error);
    this.frames.fail('internal error');
  }

  private get isOver(): boolean {
    return this.isStopped || this.frames.isClosed;
  }
}

/** At least one, for a `have` of nothing is one too. */
function pagesOf(tips: readonly LogTip[]): readonly (readonly Entry[])[] {
  const entries = tips.map((tip): Entry => [tip.by, tip.log, tip.seq, tip.id.slice(0, ENTRY_ID_DIGITS)]);
  const pages: (readonly Entry[])[] = [];
  for (let from = 0; from === 0 || from < entries.length; from += SYNC_ENTRIES_MAX)
    pages.push(entries.slice(from, from + SYNC_ENTRIES_MAX));
  return pages;
}

function tipOf([by, log, seq, id]: Entry): LogTip {
  return { by, log, seq, id };
}

function isCovered(row: EventRow, tips: readonly LogTip[]): boolean {
  return tips.some((tip) => tip.by === row.by && tip.log === row.log && tip.seq >= row.seq);
}
