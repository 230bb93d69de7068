import { readUint32 } from '../bytes.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { LINE_ID_BYTES, lineIdOfBytes } from '../cipher-sets/line-id.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { fingerprintOf } from '../hashname/keys.ts';
import { decodePacket } from '../packet/packet.ts';
import type { InnerOpen } from './inner-open.ts';

const CSID = '1a';
const AT_BYTES = 4;
const PUBLIC_KEY_START = AT_BYTES + LINE_ID_BYTES;
const COMPACT_BYTES = PUBLIC_KEY_START + 40;
/** Four bytes can't hold milliseconds since 1970, so the stamp is taken for seconds (DECISIONS.md no. 21). */
const MS_A_SECOND = 1_000;

/**
 * The inner packet as switches with nothing but cipher set 1a may write it (cs/1a.md "Compacted Inner"): stamp, line id and
 * public key, without a HEAD. It doesn't name its recipient; its MAC, with the secret of both keys, does.
 */
export function decodeCompactInner(
  port: CryptoPort,
  csid: string,
  self: Hashname,
  bytes: Uint8Array,
): InnerOpen | undefined {
  const packet = decodePacket(bytes);
  if (csid !== CSID || !packet.ok || packet.value.head.kind !== 'none') return undefined;
  const { body } = packet.value;
  if (body.length !== COMPACT_BYTES) return undefined;
  const publicKey = body.slice(PUBLIC_KEY_START);
  return {
    to: self,
    from: { [CSID]: fingerprintOf(port, publicKey) },
    lineId: lineIdOfBytes(body.slice(AT_BYTES, PUBLIC_KEY_START)),
    atMs: readUint32(body, 0) * MS_A_SECOND,
    publicKey,
  };
}
