import type { EventRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { WithheldReason } from '../views/media-views.ts';
import { AcceptRules } from './accept-rules.ts';
import { type NamedBlob, namedBlobs } from './contents.ts';
import { Fetcher, rankOf } from './fetcher.ts';
import { usedBytes } from './room.ts';

export interface DownloadsParts {
  readonly core: Core;
  /** Where our time in this conversation begins. */
  readonly fromT: (conv: string) => number;
  /** Why nobody may give us what this event names, for where it stands; undefined if somebody may. */
  readonly withheld: (row: EventRow) => WithheldReason | undefined;
  readonly onProgress: (blob: string) => void;
  readonly onWhole: (blob: string) => void;
  /** It was decided otherwise about a blob: messages look different, and its author is told. */
  readonly onDecided: (blob: string) => void;
}

/** Which of the blobs that messages name are fetched, and when. */
export class Downloads {
  readonly fetcher: Fetcher;
  readonly rules: AcceptRules;

  constructor(private readonly parts: DownloadsParts) {
    const { core, fromT, onProgress, onWhole, onDecided } = parts;
    this.rules = new AcceptRules({
      state: core.store.state,
      wallMs: () => core.clock.wallMs(),
      usedBytes: () => usedBytes(core.store.blobs),
    });
    const inBackground = (work: Promise<unknown>) =>
      void work.catch((error: unknown) => {
        if (!isStoreClosed(error)) core.log(`blobs: ${describeError(error)}`);
      });
    this.fetcher = new Fetcher({
      blobs: core.blobs,
      fromT,
      after: (ms, callback) => core.clock.after(ms, callback),
      onProgress,
      onWhole: (blob) => {
        inBackground(core.choices.forget(blob));
        onWhole(blob);
      },
      onImpossible: (blob, why) => inBackground(core.choices.set(blob, 'failed', why).then(() => onDecided(blob))),
      onGiver: (blob, device) => inBackground(core.store.blobs.addGiver(blob, device)),
      tellDiskFull: (isFull) => core.tellDiskFull(isFull),
      log: (line) => core.log(line),
    });
  }

  /** Events are here: what they name is fetched, or the person is asked. */
  async want(rows: readonly EventRow[]): Promise<void> {
    for (const row of rows) {
      if (row.body === undefined || row.blobs.length === 0) continue;
      for (const named of namedBlobs(row.kind, row.body)) await this.wantOne(row, named);
    }
  }

  /** The person wants it, whatever was decided. */
  async take(rows: readonly EventRow[], blob: string): Promise<void> {
    await this.parts.core.choices.set(blob, 'taken');
    await this.want(rows);
    this.parts.onDecided(blob);
  }

  /** Why nobody may give us this blob: it holds if every event that names it lies where nobody may, this one among them. */
  async withheld(row: EventRow, blob: string): Promise<WithheldReason | undefined> {
    const { core, withheld } = this.parts;
    const why = withheld(row);
    if (why === undefined) return undefined;
    const rows = await core.store.events.naming(blob);
    return rows.every((other) => withheld(other) !== undefined) ? why : undefined;
  }

  /** What is here of it stays. */
  async pause(blob: string): Promise<void> {
    if (!this.fetcher.isWanted(blob)) return;
    await this.parts.core.choices.set(blob, 'paused');
    this.fetcher.drop(blob);
    this.parts.onDecided(blob);
  }

  /** What is here of it goes; its author is told. */
  async decline(blob: string): Promise<void> {
    const { blobs, choices } = this.parts.core;
    if ((await blobs.info(blob))?.isWhole === true) return;
    this.fetcher.drop(blob);
    await blobs.remove(blob);
    await choices.set(blob, 'declined');
    this.parts.onDecided(blob);
  }

  /**
   * What was being fetched when the program ended goes on, the oldest first. Blobs that no event names came to nothing, or were made
   * for an event that was never stored.
   */
  async resume(): Promise<void> {
    const { blobs, store } = this.parts.core;
    for (const blob of await store.blobs.unnamed()) await blobs.remove(blob);
    const rows = new Map<string, EventRow>();
    for (const blob of await blobs.notWhole()) for (const row of await store.events.naming(blob)) rows.set(row.id, row);
    await this.want([...rows.values()].sort((a, b) => (a.t ?? a.at) - (b.t ?? b.at)));
  }

  stop(): void {
    this.fetcher.stop();
  }

  private async wantOne(row: EventRow, named: NamedBlob): Promise<void> {
    const { core, onDecided } = this.parts;
    const { blob, role, claimedBytes } = named;
    if (!core.choices.isDecided(blob) && row.by !== core.self) {
      const info = await core.blobs.expect(blob);
      const isBegun = info.chunkCount !== undefined || this.fetcher.isWanted(blob);
      const why = isBegun ? undefined : await this.rules.decide(row.conv, row.by, named);
      if (why !== undefined) {
        await core.choices.set(blob, 'asks', why);
        onDecided(blob);
      }
    }
    if (core.choices.get(blob) !== undefined) return;
    const t = row.t ?? Number.MAX_SAFE_INTEGER; // held back: it is asked for until its place is known
    await this.fetcher.add({ blob, conv: row.conv, t, author: row.by, rank: rankOf(role), claimedBytes });
  }
}
