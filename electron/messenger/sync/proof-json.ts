import type { DeviceProof } from '../identity/device-proof.ts';
import type { WireProof } from './frame-shapes.ts';

/** A proof as it stands in frames (WIRE.md "Proof"). */
export function encodeProof({ n, key, sig }: DeviceProof): WireProof {
  return { n, key: Buffer.from(key).toString('base64url'), sig: Buffer.from(sig).toString('base64url') };
}

export function decodeProof({ n, key, sig }: WireProof): DeviceProof {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  return { n, key: bytes(key), sig: bytes(sig) };
}
