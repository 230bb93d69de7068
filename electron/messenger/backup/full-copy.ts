import { chmod } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../switch/index.ts';
import {
  type DataFolder,
  type StorageWorkerSource,
  startCopyWorker,
  storeReasonOf,
  writeFileDurably,
} from '../../storage/index.ts';
import { COPY_GENERATIONS } from '../limits.ts';
import {
  beginGeneration,
  type CopyFolder,
  type CopyInfo,
  copyBlobs,
  dropGeneration,
  finishGeneration,
  generationsOf,
  openCopyFolder,
  sweepBlobs,
  syncPath,
} from './copy-folder.ts';

export type CopyProblem = 'folder-missing' | 'disk-full' | 'failed';

export interface FullCopyParts {
  readonly worker: StorageWorkerSource;
  readonly source: DataFolder;
  readonly key: Uint8Array;
  /** The key in its box, which the rescue words open. */
  readonly keyBox: Uint8Array;
  /** The folder that the person chose. */
  readonly target: string;
  readonly wallMs: () => number;
  /** 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/**
 * Everything this device keeps, encrypted as it lies here, in one more generation: database, then the blobs that are not there
 * yet, then a look at what was written. A copy that is not whole never stands in the place of one that is.
 */
export async function makeFullCopy(parts: FullCopyParts): Promise<Result<CopyInfo, CopyProblem>> {
  try {
    const folder = await openCopyFolder(parts.target);
    return folder === undefined ? fail('folder-missing') : await copyInto(parts, folder);
  } catch (error) {
    return fail(problemOf(error));
  }
}

async function copyInto(parts: FullCopyParts, folder: CopyFolder): Promise<Result<CopyInfo, CopyProblem>> {
  const before = await generationsOf(folder);
  const number = (before[0]?.number ?? 0) + 1;
  const worker = startCopyWorker(parts.worker);
  try {
    const fresh = await beginGeneration(folder, number);
    await worker.copy(parts.source.databaseFile, parts.key, fresh.databaseFile);
    await chmod(fresh.databaseFile, 0o600);
    await syncPath(fresh.databaseFile);
    const blobs = await copyBlobs(parts.source.blobFolder, folder.blobFolder, (done, all) =>
      parts.onProgress(done / all),
    );
    writeFileDurably(fresh.keyFile, parts.keyBox);
    const { isWhole, eventCount } = await worker.inspect(fresh.databaseFile, parts.key);
    if (!isWhole) {
      await dropGeneration(folder, number);
      return fail('failed');
    }
    const info: CopyInfo = { v: 1, atMs: parts.wallMs(), eventCount, blobs: [...blobs] };
    await finishGeneration(folder, number, info);
    for (const old of before.slice(COPY_GENERATIONS - 1)) await dropGeneration(folder, old.number);
    await sweepBlobs(folder, await generationsOf(folder));
    return ok(info);
  } catch (error) {
    await dropGeneration(folder, number).catch(() => undefined); // the disk may be gone altogether
    throw error;
  } finally {
    await worker.close();
  }
}

function problemOf(error: unknown): CopyProblem {
  if (storeReasonOf(error) === 'disk-full') return 'disk-full';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk-full';
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'folder-missing' : 'failed';
}
