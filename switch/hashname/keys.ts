import type { Hashname } from './hashname.ts';

/** CSID ("2a") to the lower-case hex fingerprint of the public key (hashnames.md "parts"). */
export type Parts = { readonly [csid: string]: string };

/** Everything that may be told of a hashname: enough to open a line to it. */
export interface PublicIdentity {
  readonly hashname: Hashname;
  readonly parts: Parts;
  /** CSID to public key bytes; 2a: DER SubjectPublicKeyInfo (cs/2a.md). At least the highest shared one. */
  readonly keys: { readonly [csid: string]: Uint8Array };
}
