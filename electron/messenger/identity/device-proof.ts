import { constants, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { encodeCanonical } from '../log/canonical-json.ts';
import { identityOfKey, keyOfModulus, MODULUS_BYTES } from './rsa-identity.ts';

/** What the signature is over: this and the claim in canonical JSON (WIRE.md "Proof"). */
const PREFIX = 'hashline/device/1\n';
const PADDING = constants.RSA_PKCS1_PADDING;

/** That a device belongs to a person who is named by another one, their first. */
export interface DeviceClaim {
  readonly person: string;
  readonly device: string;
  /** The larger one is newer: seconds since 1970 UTC by the new machine's clock, and more than any known before. */
  readonly n: number;
}

/** What makes a claim more than that. */
export interface DeviceProof {
  readonly n: number;
  /** Modulus of the root, 256 bytes: the person's name is the hashname of that key. */
  readonly key: Uint8Array;
  readonly sig: Uint8Array;
}

/** `rootSecret`: PKCS#1 DER. */
export function proveDevice(rootSecret: Uint8Array, rootModulus: Uint8Array, claim: DeviceClaim): DeviceProof {
  const key = createPrivateKey({ key: Buffer.from(rootSecret), format: 'der', type: 'pkcs1' });
  const sig = new Uint8Array(sign('sha256', message(claim), { key, padding: PADDING }));
  return { n: claim.n, key: rootModulus, sig };
}

/** Whether the person's first device said so. False for bytes that are no key. */
export function isProven({ person, device }: Omit<DeviceClaim, 'n'>, proof: DeviceProof): boolean {
  if (proof.sig.length !== MODULUS_BYTES) return false;
  const rootKey = keyOfModulus(proof.key);
  if (rootKey === undefined || identityOfKey(rootKey).hashname !== person) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(rootKey), format: 'der', type: 'spki' });
    return verify('sha256', message({ person, device, n: proof.n }), { key, padding: PADDING }, proof.sig);
  } catch {
    return false; // a stranger's bytes are no key
  }
}

function message({ person, device, n }: DeviceClaim): Buffer {
  return Buffer.concat([Buffer.from(PREFIX), encodeCanonical({ person, device, n })]);
}
