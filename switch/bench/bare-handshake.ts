import { createCipherSet2a } from '../cipher-sets/cs2a.ts';
import { lineIdOfBytes } from '../cipher-sets/line-id.ts';
import type { SecretIdentity } from '../endpoint.ts';
import { createCryptoJobs } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createSystemRandom } from '../io/system-random.ts';
import { encodeInner, encodeOpen, OPEN_BODY_START, readOpen, verifyOpen } from '../line/open.ts';

const random = createSystemRandom();

/** One side of a handshake with nothing around it: the cipher set, its library, and the packet of an open. */
export class BareSide {
  readonly identity: SecretIdentity;
  readonly #port = createNodeCrypto();
  readonly #set = createCipherSet2a(this.#port);
  readonly #jobs;

  constructor(identity: SecretIdentity) {
    this.identity = identity;
    this.#jobs = createCryptoJobs(identity);
    this.#jobs.warmUp();
  }

  /** Our side of a line with its open. */
  open(to: SecretIdentity) {
    const { parts, keys } = this.identity;
    const recipientKey = needed(to.keys['2a']);
    const line = {
      csid: '2a',
      id: lineIdOfBytes(random(16)),
      key: this.#set.generateLineKey(),
      atMs: 1,
      open: undefined,
    };
    const inner = encodeInner({
      to: to.hashname,
      from: parts,
      lineId: line.id,
      atMs: 1,
      publicKey: needed(keys['2a']),
    });
    const sealedInner = needed(this.#set.sealInner(line.key, recipientKey, inner));
    const proof = this.#jobs.runNow({ id: 1, ...this.#set.proofWork(recipientKey, sealedInner) });
    return { line, open: needed(encodeOpen(this.#set, recipientKey, line, sealedInner, needed(proof))) };
  }

  /** Who made this open, with its half of the line. */
  read(open: Uint8Array) {
    const sections = needed(this.#set.readSections(open.subarray(OPEN_BODY_START)));
    const unsealed = this.#jobs.runNow({ id: 1, ...this.#set.unsealWork(sections) });
    const claimed = readOpen(this.#port, this.#set, this.identity, sections, needed(unsealed));
    if (!claimed.ok) throw new Error(claimed.error);
    const read = verifyOpen(this.#port, this.#set, sections, claimed.value, undefined);
    if (!read.ok) throw new Error(read.error);
    return read.value;
  }

  keys(line: ReturnType<BareSide['open']>['line'], theirs: ReturnType<BareSide['read']>) {
    return needed(this.#set.deriveLineKeys(line, theirs.lineKey, theirs.lineId));
  }
}

/** Milliseconds of a dial, both sides and nothing else: ours, theirs until its open is there, ours until the keys are there. */
export function bareDialMs(dialer: BareSide, listener: BareSide): number {
  const sinceMs = performance.now();
  const { line, open } = dialer.open(listener.identity);
  listener.read(open);
  const answer = listener.open(dialer.identity);
  dialer.keys(line, dialer.read(answer.open));
  return performance.now() - sinceMs;
}

/** Milliseconds of the listener alone. */
export function bareListenMs(dialer: BareSide, listener: BareSide): number {
  const { open } = dialer.open(listener.identity);
  const sinceMs = performance.now();
  const theirs = listener.read(open);
  const { line } = listener.open(dialer.identity);
  listener.keys(line, theirs);
  return performance.now() - sinceMs;
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the handshake is broken');
  return value;
}
