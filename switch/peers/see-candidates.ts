import type { SeeCandidate } from '../core-channels/introduction.ts';
import type { SeeAddress } from '../core-channels/see-address.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { PublicIdentity } from '../hashname/keys.ts';

/** Those of a `see` that could be reached: not ourselves, nor who said it, and of a cipher set that we have. */
export function candidatesOf(self: PublicIdentity, via: Hashname, see: readonly SeeAddress[]): readonly SeeCandidate[] {
  return see
    .filter(({ hashname, csid }) => hashname !== self.hashname && hashname !== via && Object.hasOwn(self.parts, csid))
    .map((address) => ({ ...address, via }));
}
