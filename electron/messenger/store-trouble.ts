import { fail, type Result } from '../../switch/index.ts';
import { storeReasonOf } from '../storage/index.ts';

/** Whether a store or blob call failed because there is no room, which is for the person to mend and not a bug. */
export function isDiskFull(error: unknown): boolean {
  return storeReasonOf(error) === 'disk-full';
}

/** Whether the store was closed under the caller: the app is stopping, and what was asked for no longer matters. */
export function isStoreClosed(error: unknown): boolean {
  return storeReasonOf(error) === 'closed';
}

/** A full disk is one of the answers; everything else that is thrown is a bug. */
export async function unlessDiskFull<T, E extends string>(
  work: () => Promise<Result<T, E>>,
): Promise<Result<T, E | 'disk-full'>> {
  try {
    return await work();
  } catch (error) {
    if (isDiskFull(error)) return fail('disk-full');
    throw error;
  }
}
