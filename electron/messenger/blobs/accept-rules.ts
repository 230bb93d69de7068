import type { StateStore } from '../../storage/store.ts';
import { BLOB_BY_ITSELF_BYTES, BLOB_DAY_BYTES } from '../limits.ts';
import type { TransferReason } from '../views/media-views.ts';
import type { NamedBlob } from './contents.ts';

const DAY_MS = 86_400_000;
const QUOTA_STATE = 'blob-quota';
const BY_ITSELF_PREFIX = 'blob-by-itself/';
const TAKEN_PREFIX = 'blob-taken/';

export interface AcceptRulesParts {
  readonly state: StateStore;
  readonly wallMs: () => number;
  /** Bytes that blobs take here now. */
  readonly usedBytes: () => Promise<number>;
}

/** What is fetched by itself, and what the person is asked about first. */
export class AcceptRules {
  /** One decision after the other: each counts the ones before it. */
  private deciding: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: AcceptRulesParts) {}

  /** Why the person is to be asked; undefined if it is fetched, and counted. Previews are small, and always fetched. */
  decide(conv: string, author: string, named: NamedBlob): Promise<TransferReason | undefined> {
    const decided = this.deciding.then(() => this.decideNow(conv, author, named));
    this.deciding = decided.catch(() => undefined); // told to whoever asked
    return decided;
  }

  private async decideNow(
    conv: string,
    author: string,
    { role, claimedBytes = 0 }: NamedBlob,
  ): Promise<TransferReason | undefined> {
    if (role === 'preview') return undefined;
    if (claimedBytes > (await byItselfBytes(this.parts.state, conv))) return 'large';
    const quota = await quotaBytes(this.parts.state);
    if (quota !== undefined && (await this.parts.usedBytes()) + claimedBytes > quota) return 'disk-quota';
    const day = Math.floor(this.parts.wallMs() / DAY_MS);
    const name = TAKEN_PREFIX + author;
    const [takenDay, taken] = ((await this.parts.state.getText(name)) ?? '').split(' ').map(Number);
    const sum = (takenDay === day ? (taken ?? 0) : 0) + claimedBytes;
    if (sum > BLOB_DAY_BYTES) return 'day-full';
    await this.parts.state.setText(name, `${day} ${sum}`);
    return undefined;
  }
}

/** Bytes up to which something in this conversation is fetched by itself. */
export async function byItselfBytes(state: StateStore, conv: string): Promise<number> {
  return Number((await state.getText(BY_ITSELF_PREFIX + conv)) ?? BLOB_BY_ITSELF_BYTES);
}

export function setByItselfBytes(state: StateStore, conv: string, bytes: number): Promise<void> {
  return state.setText(BY_ITSELF_PREFIX + conv, String(Math.max(0, Math.floor(bytes))));
}

/** Bytes that blobs may take here before the person is asked; undefined: as many as there are. */
export async function quotaBytes(state: StateStore): Promise<number | undefined> {
  const text = await state.getText(QUOTA_STATE);
  return text === undefined || text === '' ? undefined : Number(text);
}

export function setQuotaBytes(state: StateStore, bytes: number | undefined): Promise<void> {
  return state.setText(QUOTA_STATE, bytes === undefined ? '' : String(Math.max(0, Math.floor(bytes))));
}
