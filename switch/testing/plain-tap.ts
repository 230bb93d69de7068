import type { CipherSet, LineKeys } from '../cipher-sets/cipher-set.ts';
import { isJsonObject, type JsonObject } from '../packet/json.ts';
import { decodePacket } from '../packet/packet.ts';
import type { SwitchInsides } from '../switch-parts.ts';

/** One open or line packet, before it was sealed or after it was unsealed. */
export interface Plain {
  readonly dir: 'in' | 'out';
  readonly kind: 'open' | 'line';
  /** Undefined for an open that came: its `from` says so. */
  readonly peer: string | undefined;
  /** Undefined if it couldn't be unsealed. */
  readonly packet: PlainPacket | undefined;
  /** Of opens that came: whether the signature was good. */
  readonly isVerified?: boolean;
}

export interface PlainPacket {
  readonly json: JsonObject;
  readonly body: Uint8Array;
}

/** Puts cipher sets in place that do the same and tell of it. */
export function tapCipherSets({ cipherSets, peers }: SwitchInsides, tell: (plain: Plain) => void): void {
  const peerOf = (keys: LineKeys) => [...peers.all()].find(({ line }) => line.session?.keys === keys)?.hashname;
  for (const [csid, cipherSet] of cipherSets) cipherSets.set(csid, tapped(cipherSet, peerOf, tell));
}

function tapped(
  cipherSet: CipherSet,
  peerOf: (keys: LineKeys) => string | undefined,
  tell: (plain: Plain) => void,
): CipherSet {
  /** Unsealed, and verified in the next step. */
  let opening: PlainPacket | undefined;
  return {
    ...cipherSet,
    sealInner: (key, recipientKey, inner) => {
      const packet = plainOf(inner);
      const to = packet?.json.to;
      tell({ dir: 'out', kind: 'open', peer: typeof to === 'string' ? to : undefined, packet });
      return cipherSet.sealInner(key, recipientKey, inner);
    },
    openInner: (unsealed, sections) => {
      const opened = cipherSet.openInner(unsealed, sections);
      opening = opened && plainOf(opened.inner);
      return opened;
    },
    verifyOpen: (...parts) => {
      const isVerified = cipherSet.verifyOpen(...parts);
      tell({ dir: 'in', kind: 'open', peer: undefined, packet: opening, isVerified });
      return isVerified;
    },
    sealLine: (keys, iv, packet, before) => {
      tell({ dir: 'out', kind: 'line', peer: peerOf(keys), packet: plainOf(packet) });
      return cipherSet.sealLine(keys, iv, packet, before);
    },
    openLine: (keys, sealed) => {
      const packet = cipherSet.openLine(keys, sealed);
      tell({ dir: 'in', kind: 'line', peer: peerOf(keys), packet: packet && plainOf(packet) });
      return packet;
    },
  };
}

function plainOf(bytes: Uint8Array): PlainPacket | undefined {
  const packet = decodePacket(bytes);
  if (!packet.ok) return undefined;
  const { head, body } = packet.value;
  return { json: head.kind === 'json' && isJsonObject(head.json) ? head.json : {}, body: body.slice() };
}
