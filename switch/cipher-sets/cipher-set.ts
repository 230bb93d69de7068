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
  generateLineKey(): LineKeyPair;

  /** First half of making an open: the inner packet sealed. The job signs these bytes. */
  sealInner(key: LineKeyPair, inner: Uint8Array): Uint8Array;
  /** Second half: the BODY of the open. Undefined if the recipient's key is none. */
  sealOpen(open: SealOpenInput): Uint8Array | undefined;

  /** Cuts the BODY of an open into its sections; undefined if it is too short. The job decrypts `lineKey`. */
  readSections(body: Uint8Array): OpenSections | undefined;
  /** The inner packet; undefined if it can't be unsealed with this line key. */
  openInner(lineKey: Uint8Array, sections: OpenSections): Uint8Array | undefined;
  /** Whether the holder of `publicKey` made these sections for this line key and line id. */
  verifyOpen(publicKey: Uint8Array, lineKey: Uint8Array, lineId: LineId, sections: OpenSections): boolean;

  /** Undefined if the other side's line key is none. */
  deriveLineKeys(ours: LineSide, theirLineKey: Uint8Array, theirLineId: LineId): LineKeys | undefined;
  /** Seals a channel packet: all of the line packet that follows the line id. `iv` has `ivBytes` random bytes. */
  sealLine(keys: LineKeys, iv: Uint8Array, packet: Uint8Array): Uint8Array;
  openLine(keys: LineKeys, sealed: Uint8Array): Uint8Array | undefined;
  readonly ivBytes: number;
  /** What `sealLine` adds to a packet. */
  readonly sealBytes: number;
}

export interface LineKeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

export interface LineSide {
  readonly key: LineKeyPair;
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
  /** The job's result. */
  readonly signature: Uint8Array;
}

export interface OpenSections {
  /** The line key, encrypted to us. */
  readonly lineKey: Uint8Array;
  readonly signature: Uint8Array;
  readonly inner: Uint8Array;
}
