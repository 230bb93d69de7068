import type { LineKeys, NextIv } from '../cipher-sets/cipher-set.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import type { LineId } from '../cipher-sets/line-id.ts';

export interface SessionParts {
  readonly csid: string;
  readonly theirId: LineId;
  readonly theirLineKey: Uint8Array;
  readonly nextIv: NextIv;
  /** Makes the keys of both halves. Undefined if the other side's line key is none. */
  readonly derive: () => LineKeys | undefined;
}

/** Both halves of a line together: the keys. */
export class Session {
  readonly csid: string;
  readonly theirId: LineId;
  readonly theirLineKey: Uint8Array;
  readonly nextIv: NextIv;
  #derive: (() => LineKeys | undefined) | undefined;
  #keys: LineKeys | undefined;

  constructor({ csid, theirId, theirLineKey, nextIv, derive }: SessionParts) {
    this.csid = csid;
    this.theirId = theirId;
    this.theirLineKey = theirLineKey;
    this.nextIv = nextIv;
    this.#derive = derive;
  }

  /** Made when they are first asked for: so an answer leaves before the agreement is done, and the other side reads it meanwhile. */
  get keys(): LineKeys | undefined {
    const derive = this.#derive;
    if (derive === undefined) return this.#keys;
    this.#derive = undefined;
    this.#keys = derive();
    return this.#keys;
  }

  wipe(crypto: Pick<CryptoPort, 'wipe'>): void {
    this.#derive = undefined;
    if (this.#keys === undefined) return;
    crypto.wipe(this.#keys.encrypt);
    crypto.wipe(this.#keys.decrypt);
  }
}
