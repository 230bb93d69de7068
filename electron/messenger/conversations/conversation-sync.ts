import type { EventRow, LogTip } from '../../storage/store.ts';
import { blobsOfBody } from '../blobs/contents.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import type { DeviceProof } from '../identity/device-proof.ts';
import { SYNC_BLOBS_MAX } from '../limits.ts';
import type { LogAuthority, ReceivedEvent } from '../log/conversation-log.ts';
import type { RefusalReason } from '../log/ingest.ts';
import { isDiskFull, isStoreClosed } from '../store-trouble.ts';
import { EventBudget } from '../sync/event-budget.ts';
import type { ReadEntry } from '../sync/frame-shapes.ts';
import type { BlobStand, Ingested, Invitation, SyncHost } from '../sync/sync-host.ts';
import { writeIfRoom } from '../write-if-room.ts';
import type { Conversation } from './conversation.ts';

/** Own events looked through at a time for blobs that the peer does not have yet. */
const SCAN_EVENTS = 200;

/**
 * An event of a newer version is neither stored nor refused: for its author it waits until we are updated, instead of being
 * lost for ever (app-protocol.md, rule 4: limits delay, they never refuse). Nor is one whose author's key is still to come, or one of
 * membership without its body.
 */
const NEWER: RefusalReason = 'version-unknown';
const NOT_YET: ReadonlySet<string> = new Set<RefusalReason>([NEWER, 'author-unknown', 'membership-gone']);

export interface ConversationSyncParts {
  readonly core: Core;
  readonly conversation: Conversation;
  /** The device that this is spoken with. */
  readonly device: string;
  /** Who may write here, as the log checks it. */
  readonly authority: () => LogAuthority;
  /** What of these rows the device may have, and how: undefined for what it may not. */
  readonly serve: (row: EventRow) => EventRow | undefined;
  /** Events were stored: the blobs they name are to be fetched, and others may want them. */
  readonly onStored: (
    stored: readonly EventRow[],
    visible: readonly EventRow[],
    filled: readonly EventRow[],
  ) => Promise<void>;
  /** Events that are here without their bodies, which others may have. */
  readonly lacks?: () => Promise<readonly string[]>;
  /** Whether others' events wait for the time to pass them on; never between two. */
  readonly forwardsLater?: () => boolean;
  /** Wait before the peer is brought up to date; none between two. */
  readonly catchUpDelayMs?: () => number;
  /** A newer device of the same person; undefined if this is the newest. */
  readonly moved?: () => { readonly device: string; readonly proof: DeviceProof } | undefined;
  /** What the device was added to and has not answered; undefined if nothing. */
  readonly invitation: () => Invitation | undefined;
}

/** What a `_sync` channel needs of one conversation and one device, over the log, the marks and the blobs. */
export class ConversationSync implements SyncHost {
  private readonly budget = new EventBudget();

  constructor(private readonly parts: ConversationSyncParts) {}

  get device(): string {
    return this.parts.device;
  }

  get conv(): string {
    return this.parts.conversation.conv;
  }

  after(ms: number, callback: () => void): () => void {
    return this.parts.core.clock.after(ms, callback);
  }

  report(error: unknown): void {
    if (isDiskFull(error)) this.parts.core.tellDiskFull(true);
    else if (!isStoreClosed(error)) this.parts.core.log(`sync: ${describeError(error)}`);
  }

  isSentAtOnce(row: EventRow): boolean {
    return this.parts.forwardsLater?.() !== true || this.parts.core.own.has(row.by);
  }

  catchUpDelayMs(): number {
    return this.parts.catchUpDelayMs?.() ?? 0;
  }

  tips(): Promise<readonly LogTip[]> {
    return this.parts.core.events.tips(this.conv);
  }

  async missingFrom(tips: readonly LogTip[], maxBytes: number): Promise<readonly EventRow[]> {
    const rows = await this.parts.core.events.missingFrom(this.conv, tips, maxBytes);
    return rows.flatMap((row) => this.parts.serve(row) ?? []);
  }

  async lacks(): Promise<readonly string[]> {
    return (await this.parts.lacks?.()) ?? [];
  }

  async wholeEvent(id: string): Promise<EventRow | undefined> {
    const row = await this.parts.core.store.events.get(id);
    const served = row?.conv === this.conv ? this.parts.serve(row) : undefined;
    return served?.body === undefined ? undefined : served;
  }

  async mayServe(blob: string): Promise<boolean> {
    const { core, device, serve } = this.parts;
    const rows = await core.store.events.naming(blob);
    const served = rows.filter((row) => row.conv === this.conv && serve(row)?.body !== undefined);
    if (served.some((row) => row.by !== device)) return true;
    return served.length > 0 && (await core.store.blobs.isGiver(blob, device)); // theirs, and lost since: they may have it back
  }

  invitation(): Invitation | undefined {
    return this.parts.invitation();
  }

  moved(): { readonly device: string; readonly proof: DeviceProof } | undefined {
    return this.parts.moved?.();
  }

  async peerSaysMoved(device: string, proof: DeviceProof): Promise<void> {
    const { core } = this.parts;
    if (await core.own.hearOfMove(device, proof)) core.tellMoved();
  }

  async readMarks(): Promise<readonly ReadEntry[]> {
    const { core, conversation } = this.parts;
    return core.settings.of(this.conv).tellsRead ? conversation.marks.readHere() : [];
  }

  /**
   * Looks through our own events for blobs the peer has not acknowledged. All before the place kept in the store are known
   * to be there, so a long log is looked through once.
   */
  async unacknowledgedBlobs(): Promise<readonly string[]> {
    const { core } = this.parts;
    const open: string[] = [];
    for (const tip of await this.tips()) {
      if (core.own.has(tip.by)) open.push(...(await this.unacknowledgedOf(tip)));
    }
    return open;
  }

  async standOf(blobs: readonly string[]): Promise<BlobStand> {
    const { blobs: store, choices } = this.parts.core;
    const stand = { whole: [] as string[], waits: [] as string[], declined: [] as string[] };
    for (const blob of blobs) {
      if (!(await this.isNamedHere(blob))) continue;
      if ((await store.info(blob))?.isWhole === true) stand.whole.push(blob);
      else if (choices.get(blob)?.choice === 'declined') stand.declined.push(blob);
      else if (choices.get(blob) !== undefined) stand.waits.push(blob);
    }
    return stand;
  }

  async peerHas(tips: readonly LogTip[]): Promise<void> {
    const { core, conversation } = this.parts;
    if (await core.events.isRolledBack(this.conv, tips)) {
      core.log('sync: the other side holds more of our log than we do; a new one begins');
      await core.events.beginNewLog();
    }
    const here = await this.ofOurLogs(tips);
    const sunk = await conversation.marks.replaceStored(this.parts.device, here);
    for (const { from, to } of sunk.filter((move) => core.own.has(move.to.by))) await this.forgetBlobs(from, to);
    await conversation.tellMoved(sunk);
    await this.rise(here);
  }

  async peerStored(tips: readonly LogTip[], { whole, waits, declined }: BlobStand): Promise<void> {
    const { core, conversation, device } = this.parts;
    await this.rise(await this.ofOurLogs(tips));
    const named = await this.ownNaming([...whole, ...waits, ...declined]);
    if (named.size === 0) return;
    const answers = [
      ...waits.map((blob) => ({ blob, answer: 'waits' as const })),
      ...declined.map((blob) => ({ blob, answer: 'declined' as const })),
    ];
    await core.store.marks.setBlobAnswers(
      device,
      answers.filter(({ blob }) => named.has(blob)),
    );
    await core.store.marks.addStoredBlobs(
      device,
      whole.filter((blob) => named.has(blob)),
    );
    const rows = new Map([...named.values()].flat().map((row) => [row.id, row]));
    await conversation.tell([...rows.values()]);
    conversation.refresh();
  }

  async peerRead(entries: readonly ReadEntry[]): Promise<void> {
    const { conversation } = this.parts;
    const moved = await conversation.marks.raisePeerRead(this.parts.device, entries);
    if (moved.length > 0) await conversation.tellMoved(moved);
  }

  peerTypes(isTyping: boolean): void {
    this.parts.conversation.typing.hear(this.parts.device, isTyping);
  }

  async peerRefused(id: string, why: string): Promise<void> {
    const { core, conversation } = this.parts;
    await conversation.marks.setRefused(this.parts.device, id, why, core.clock.wallMs());
    const row = await core.store.events.get(id);
    if (row !== undefined) await conversation.tell([row]);
    conversation.refresh();
  }

  /**
   * Blobs are noted before the events that name them: after a crash between the two a blob nobody names is swept, while
   * an event whose blobs nobody fetches would stay without its photos.
   */
  async ingest(events: readonly ReceivedEvent[]): Promise<Ingested | 'full'> {
    const { core, conversation, authority, onStored } = this.parts;
    try {
      for (const blob of events.flatMap(blobsNamedBy)) await core.blobs.expect(blob);
      const result = await core.events.ingest(this.conv, authority(), events);
      core.tellDiskFull(false);
      if (result.refused.some(({ why }) => why === NEWER)) conversation.needsUpdate();
      await this.learnOwn(result.stored);
      await onStored(result.stored, result.visible, result.filled);
      await conversation.tellReceived(result.visible);
      return {
        stored: result.stored,
        filledCount: result.filled.length,
        refused: result.refused.filter(({ why }) => !NOT_YET.has(why)),
      };
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      core.tellDiskFull(true);
      return 'full';
    }
  }

  /** What only we can have written, by a device that we did not know of: another of ours. */
  private async learnOwn(stored: readonly EventRow[]): Promise<void> {
    const { core, authority } = this.parts;
    const allowed = authority();
    if (allowed.kind !== 'two') return;
    for (const by of new Set(stored.map((row) => row.by))) {
      if (!allowed.peerDevices.includes(by)) await core.own.learn(by);
    }
  }

  takeBudget(eventCount: number): number {
    return this.budget.take(eventCount, this.parts.core.nowMs());
  }

  /** Marks of logs that nobody here knows would only fill the disk; once they are known the peer's next word brings them. */
  private async ofOurLogs(tips: readonly LogTip[]): Promise<readonly LogTip[]> {
    const logs = new Set((await this.tips()).map(({ by, log }) => `${by} ${log}`));
    return tips.filter(({ by, log }) => logs.has(`${by} ${log}`));
  }

  private async rise(tips: readonly LogTip[]): Promise<void> {
    const moved = await this.parts.conversation.marks.raiseStored(this.parts.device, tips);
    if (moved.length > 0) await this.parts.conversation.tellMoved(moved);
  }

  private async unacknowledgedOf(tip: LogTip): Promise<readonly string[]> {
    const { core, device } = this.parts;
    const name = this.toldName(tip.log);
    const toldUpTo = Number((await core.store.state.getText(name)) ?? -1);
    const open: string[] = [];
    let doneUpTo = toldUpTo;
    for (let from = toldUpTo + 1; from <= tip.seq; from += SCAN_EVENTS) {
      for (const row of await core.store.events.ofLog(this.conv, tip.by, tip.log, from, SCAN_EVENTS)) {
        if (row.blobs.length > 0) {
          const stored = new Set(await core.store.marks.storedBlobs(device, row.blobs));
          open.push(...row.blobs.filter((blob) => !stored.has(blob)));
        }
        if (open.length === 0)
          doneUpTo = Math.max(
            doneUpTo,
            Math.min(row.seq, this.parts.conversation.marks.storedBy(this.parts.device, tip)),
          );
      }
      if (open.length >= SYNC_BLOBS_MAX) break;
    }
    if (doneUpTo > toldUpTo) await writeIfRoom(core, () => core.store.state.setText(name, String(doneUpTo)));
    return open;
  }

  /** The peer lost these events, so what it said of their blobs no longer holds. */
  private async forgetBlobs(from: number, to: { readonly by: string; readonly log: string; readonly seq: number }) {
    const { core, device } = this.parts;
    for (let seq = from + 1; seq <= to.seq; seq += SCAN_EVENTS) {
      const rows = await core.store.events.ofLog(this.conv, to.by, to.log, seq, SCAN_EVENTS);
      await core.store.marks.removeStoredBlobs(
        device,
        rows.flatMap((row) => row.blobs),
      );
    }
    await core.store.state.setText(this.toldName(to.log), String(from));
  }

  private toldName(log: string): string {
    return `blobs-told/${this.conv}/${this.parts.device}/${log}`;
  }

  private async ownNaming(blobs: readonly string[]): Promise<ReadonlyMap<string, readonly EventRow[]>> {
    const { core } = this.parts;
    const named = new Map<string, readonly EventRow[]>();
    for (const blob of blobs) {
      const rows = await core.store.events.naming(blob);
      const own = rows.filter((row) => row.conv === this.conv && core.own.has(row.by));
      if (own.length > 0) named.set(blob, own);
    }
    return named;
  }

  private async isNamedHere(blob: string): Promise<boolean> {
    return (await this.parts.core.store.events.naming(blob)).some((row) => row.conv === this.conv);
  }
}

/** Blobs that a received event names, before it is known to be valid; the log decides that. */
function blobsNamedBy({ head, body }: ReceivedEvent): readonly string[] {
  if (body === undefined) return [];
  const kind = kindOf(head);
  return kind === undefined ? [] : blobsOfBody(kind, body);
}

function kindOf(head: Uint8Array): string | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(head));
    const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
    return typeof kind === 'string' ? kind : undefined;
  } catch {
    return undefined; // no event either: the log refuses it with its reason
  }
}
