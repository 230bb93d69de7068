import type { BlobRowStore } from '../../storage/store.ts';
import type { TransferReason } from '../views/media-views.ts';
import type { BlobChoice } from './transfer-view.ts';

type Choice = BlobChoice['choice'] | 'taken';

const REASONS: readonly TransferReason[] = ['large', 'day-full', 'disk-quota', 'too-large', 'wrong-size'];

/** What was decided about blobs that are not simply fetched; in memory for the views, on disk for the next start. */
export class BlobChoices {
  private readonly byBlob = new Map<string, { readonly choice: Choice; readonly why: TransferReason | undefined }>();

  private constructor(private readonly rows: BlobRowStore) {}

  static async open(rows: BlobRowStore): Promise<BlobChoices> {
    const choices = new BlobChoices(rows);
    for (const { blob, choice, why } of await rows.choices()) {
      choices.byBlob.set(blob, { choice, why: REASONS.find((reason) => reason === why) });
    }
    return choices;
  }

  /** Undefined for what is simply fetched. */
  get(blob: string): BlobChoice | undefined {
    const known = this.byBlob.get(blob);
    return known === undefined || known.choice === 'taken' ? undefined : { choice: known.choice, why: known.why };
  }

  /** All that something was decided about. */
  blobs(): Iterable<string> {
    return this.byBlob.keys();
  }

  isDecided(blob: string): boolean {
    return this.byBlob.has(blob);
  }

  async set(blob: string, choice: Choice, why?: TransferReason): Promise<void> {
    await this.rows.putChoice({ blob, choice, why });
    this.byBlob.set(blob, { choice, why });
  }

  async forget(blob: string): Promise<void> {
    if (!this.byBlob.has(blob)) return;
    await this.rows.removeChoice(blob);
    this.byBlob.delete(blob);
  }
}
