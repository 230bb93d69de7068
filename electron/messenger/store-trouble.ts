import { storeReasonOf } from '../storage/index.ts';

/** Whether a store or blob call failed because there is no room, which is for the person to mend and not a bug. */
export function isDiskFull(error: unknown): boolean {
  return storeReasonOf(error) === 'disk-full';
}

/** Whether the store was closed under the caller: the app is stopping, and what was asked for no longer matters. */
export function isStoreClosed(error: unknown): boolean {
  return storeReasonOf(error) === 'closed';
}
