import type { TransferReason, TransferView } from '../views/media-views.ts';
import type { BlobInfo } from './blob-store.ts';

/** What was decided about a blob that is not simply fetched. */
export interface BlobChoice {
  readonly choice: 'asks' | 'paused' | 'declined' | 'failed';
  readonly why: TransferReason | undefined;
}

/** What is shown of a blob on its way to us, or here. */
export function transferView(info: BlobInfo | undefined, choice: BlobChoice | undefined): TransferView {
  if (info?.isWhole === true) return { state: 'here', progress: 1, why: undefined };
  const chunkCount = info?.chunkCount ?? 0;
  const progress = chunkCount === 0 ? 0 : (info?.storedChunkCount ?? 0) / chunkCount;
  return { state: choice?.choice ?? 'coming', progress, why: choice?.why };
}
