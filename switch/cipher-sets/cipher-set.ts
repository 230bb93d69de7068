import type { KeyPair, Random, SecretWork } from './crypto-port.ts';
import type { LineId } from './line-id.ts';

/**
 * What the line needs of a cipher set (cipher_sets.md). Whatever takes the secret key of this switch's hashname is not
 * here: that is a job (crypto-port.ts), and the two halves around it are functions of this interface.
 *
 * Nothing throws on hostile input: what can't be done is `undefined` or false.
 */
export interface CipherSet {
  /** Two lower-case hex digits; the highest that both sides have is used. */
  readonly csid: string;
  /** A fresh key pair for one line. */
  generateLineKey(): KeyPair;

  /** First step of making an open: the inner packet sealed. Undefined if the recipient's key is none. */
  sealInner(key: KeyPair, recipientKey: Uint8Array, inner: Uint8Array): Uint8Array | undefined;
  /** Second: what our secret key does for it. The result is the proof that the open is ours. */
  proofWork(recipientKey: Uint8Array, sealedInner: Uint8Array): SecretWork;
  /** Third: the BODY of the open. Undefined if the recipient's key is none. Wipes the proof, if that is secret. */
  sealOpen(open: SealOpenInput): Uint8Array | undefined;

  /** First step of reading an open: cuts its BODY into sections; undefined if it is too short. */
  readSections(body: Uint8Array): OpenSections | undefined;
  /** Second: what our secret key does to unseal it. */
  unsealWork(sections: OpenSections): SecretWork;
  /** Third, with the result of that, which is wiped if it is secret. Undefined if it can't be unsealed. */
  openInner(unsealed: Uint8Array, sections: OpenSections): OpenedInner | undefined;
  /** Fourth: what our secret key does to verify who made it; undefined if their public key is enough. */
  verifyWork(publicKey: Uint8Array): SecretWork | undefined;
  /** Last: whether the holder of `publicKey` made these sections for this line key and line id. */
  verifyOpen(open: VerifyOpenInput): boolean;

  /** Undefined if the other side's line key is none. */
  deriveLineKeys(ours: LineSide, theirLineKey: Uint8Array, theirLineId: LineId): LineKeys | undefined;
  /** The IVs of one line's packets, one for each; undefined when there are no more, and the line must be renewed. */
  createIvs(random: Random): NextIv;
  /** Seals a channel packet: all of the line packet that follows the line id. The result begins with `before`, if it is given. */
  sealLine(keys: LineKeys, iv: Uint8Array, packet: Uint8Array, before?: Uint8Array): Uint8Array;
  openLine(keys: LineKeys, sealed: Uint8Array): Uint8Array | undefined;
  /** What `sealLine` adds to a packet. */
  readonly sealBytes: number;
}

export type NextIv = () => Uint8Array | undefined;

export interface LineSide {
  readonly key: KeyPair;
  readonly id: LineId;
}

export interface LineKeys {
  readonly encrypt: Uint8Array;
  readonly decrypt: Uint8Array;
}

export interface SealOpenInput {
  readonly recipientKey: Uint8Array;
  readonly line: LineSide;
  /** As `sealInner` made it. */
  readonly sealedInner: Uint8Array;
  /** The result of `proofWork`. */
  readonly proof: Uint8Array;
}

export interface OpenSections {
  /** The line key; in cipher set 2a encrypted to us. */
  readonly lineKey: Uint8Array;
  /** What proves the sender: a signature or a MAC. */
  readonly proof: Uint8Array;
  readonly inner: Uint8Array;
}

export interface OpenedInner {
  readonly inner: Uint8Array;
  readonly lineKey: Uint8Array;
}

export interface VerifyOpenInput {
  readonly publicKey: Uint8Array;
  readonly lineKey: Uint8Array;
  readonly lineId: LineId;
  readonly sections: OpenSections;
  /** The result of `verifyWork`, if there was any; wiped. */
  readonly secret: Uint8Array | undefined;
}
