import type { LineId } from '../cipher-sets/line-id.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Parts } from '../hashname/keys.ts';

/** What the inner packet of an open says (network.md "open"). */
export interface InnerOpen {
  readonly to: Hashname;
  readonly from: Parts;
  readonly lineId: LineId;
  /** The sender's stamp of the line, milliseconds since 1970: rises with each new line. */
  readonly atMs: number;
  /** The sender's public key of the cipher set in use. */
  readonly publicKey: Uint8Array;
}
