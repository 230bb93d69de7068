import type { TransferReason, TransferView, WithheldReason } from '../views/media-views.ts';
import type { BlobInfo } from './blob-store.ts';

/** What was decided about a blob that is not simply fetched. */
export interface BlobChoice {
  readonly choice: 'asks' | 'paused' | 'declined' | 'failed';
  readonly why: TransferReason | undefined;
}

/** What a blob's view rests on. */
export interface BlobStanding {
  readonly info: BlobInfo | undefined;
  readonly choice: BlobChoice | undefined;
  /** Why nobody may give it to us, if it is not here. */
  readonly withheld: WithheldReason | undefined;
}

/** What is shown of a blob on its way to us, or here. Where nobody may give it, no choice of ours changes anything. */
export function transferView({ info, choice, withheld }: BlobStanding): TransferView {
  if (info?.isWhole === true) return { state: 'here', progress: 1, why: undefined };
  const chunkCount = info?.chunkCount ?? 0;
  const progress = chunkCount === 0 ? 0 : (info?.storedChunkCount ?? 0) / chunkCount;
  if (withheld !== undefined) return { state: 'withheld', progress, why: withheld };
  return { state: choice?.choice ?? 'coming', progress, why: choice?.why };
}
