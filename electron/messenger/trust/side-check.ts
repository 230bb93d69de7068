import { createHash } from 'node:crypto';
import type { SafetyView } from '../views/person-views.ts';
import { readSafety } from './safety.ts';

const TAG = 'hashline/check/1\n';
export const CHECK_NONCE_BYTES = 32;
export const CHECK_ID_BYTES = 16;

/** What is sent first, so that neither side can choose its nonce to fit the other one's (WIRE.md "Check side by side"). */
export function commitmentOf(hashname: string, nonce: Uint8Array): string {
  return createHash('sha256').update(TAG).update(hashname).update(nonce).digest('hex');
}

export interface CheckSide {
  readonly hashname: string;
  readonly nonce: Uint8Array;
}

/** The picture and the word that both sides see if nobody stands between: of both hashnames and both nonces. */
export function sharedPicture(one: CheckSide, other: CheckSide): SafetyView {
  const hash = createHash('sha256').update(TAG);
  for (const side of one.hashname < other.hashname ? [one, other] : [other, one])
    hash.update(side.hashname).update(side.nonce);
  return readSafety(hash.digest(), 1);
}
