import { readUint48, toHex } from '../bytes.ts';
import type { CipherSet, OpenSections } from '../cipher-sets/cipher-set.ts';
import type { CryptoJob, CryptoJobResult, CryptoPort, Random } from '../cipher-sets/crypto-port.ts';
import { LINE_ID_BYTES, lineIdOfBytes } from '../cipher-sets/line-id.ts';
import { EARLY_PACKETS_MAX, JOBS_MAX, REFUSED_OPENS_MAX, STRANGER_JOBS_MAX } from '../constants.ts';
import { Fifo } from '../fifo.ts';
import { highestSharedCsid, type PublicIdentity } from '../hashname/keys.ts';
import type { DropReason, SwitchMetrics } from '../metrics.ts';
import { type Path, sourceOf } from '../paths/path.ts';
import { judgeOpen, type Line, type OpenVerdict, type OwnSide, type Session } from './line.ts';
import { encodeInner, encodeOpen, OPEN_BODY_START, type ReceivedOpen, receiveOpen } from './open.ts';
import { OpenBudget } from './open-budget.ts';

export interface HandshakeOptions {
  readonly self: PublicIdentity;
  readonly crypto: CryptoPort;
  readonly cipherSets: ReadonlyMap<string, CipherSet>;
  readonly random: Random;
  readonly lastOpenAtMs: number;
  readonly metrics: SwitchMetrics;
  readonly host: HandshakeHost;
}

/** Who the handshake reports to. */
export interface HandshakeHost {
  /** The line to this hashname, made if there is none; undefined if there is no room for one more stranger. */
  lineOf(nowMs: number, identity: PublicIdentity): Line | undefined;
  /** Whether somebody we know is known to be reached at this address. */
  isKnownSource(from: Path): boolean;
  /** Our side is signed: its open can go out. */
  handleSideReady(nowMs: number, line: Line): void;
  /** An open was verified. `isFresh`: its stamp is newer than all before, so it is no replay. */
  handleOpen(nowMs: number, line: Line, verdict: AcceptedVerdict, from: Path, isFresh: boolean): void;
}

export type AcceptedVerdict = Exclude<OpenVerdict, 'stale'>;

type JobContext =
  | { readonly kind: 'sign'; readonly line: Line; readonly side: OwnSide; readonly sealedInner: Uint8Array }
  | DecryptContext;

interface DecryptContext {
  readonly kind: 'decrypt';
  readonly from: Path;
  readonly cipherSet: CipherSet;
  readonly sections: OpenSections;
  readonly digest: number;
  readonly isStranger: boolean;
}

/** Makes and reads opens, with the RSA work between as jobs, and so turns our side and theirs into a session. */
export class Handshake {
  readonly #options: HandshakeOptions;
  readonly #budget = new OpenBudget();
  readonly #jobs = new Fifo<CryptoJob>();
  readonly #contexts = new Map<number, JobContext>();
  readonly #decrypting = new Set<number>();
  #strangerJobs = 0;
  #nextJobId = 1;
  #lastOpenAtMs: number;
  /** Lines by the first 48 bits of our id of them, which are random. */
  readonly #linesById = new Map<number, Line>();
  readonly #linesByOpen = new Map<number, Line>();
  readonly #refused = new Set<number>();

  constructor(options: HandshakeOptions) {
    this.#options = options;
    this.#lastOpenAtMs = options.lastOpenAtMs;
  }

  pollJob(): CryptoJob | undefined {
    return this.#jobs.take();
  }

  /** The line that our line id at the start of `bytes` belongs to. */
  lineOfId(bytes: Uint8Array): Line | undefined {
    const line = this.#linesById.get(readUint48(bytes, 0));
    const id = line?.side?.id;
    return id?.every((byte, index) => byte === bytes[index]) ? line : undefined;
  }

  /** Keeps a line packet that may be explained by an open still being decrypted. False if there is none, or no room. */
  keepEarly(line: Line, from: Path, sealed: Uint8Array): boolean {
    if (this.#decrypting.size === 0 || line.earlyPackets.length >= EARLY_PACKETS_MAX) return false;
    line.earlyPackets.push({ from, sealed });
    return true;
  }

  /** Makes our side of a line, if there is none. False if we can't, for want of the other side's key. */
  prepareSide(line: Line, wallMs: number): boolean {
    if (line.side !== undefined) return true;
    const { self, cipherSets, random } = this.#options;
    const csid = line.identity && highestSharedCsid(self.parts, line.identity.parts);
    const cipherSet = csid === undefined ? undefined : cipherSets.get(csid);
    const publicKey = csid === undefined ? undefined : self.keys[csid];
    if (cipherSet === undefined || publicKey === undefined || line.identity?.keys[cipherSet.csid] === undefined)
      return false;

    this.#lastOpenAtMs = Math.max(Math.floor(wallMs), this.#lastOpenAtMs + 1);
    const atMs = this.#lastOpenAtMs;
    const id = lineIdOfBytes(random(LINE_ID_BYTES));
    const side: OwnSide = { csid: cipherSet.csid, id, key: cipherSet.generateLineKey(), atMs, open: undefined };
    const inner = encodeInner({ to: line.peer, from: self.parts, lineId: id, atMs, publicKey });
    const sealedInner = cipherSet.sealInner(side.key, inner);
    line.side = side;
    this.#linesById.set(readUint48(id, 0), line);
    const jobId = this.#addContext({ kind: 'sign', line, side, sealedInner });
    this.#jobs.add({ id: jobId, kind: 'rsa-sign', data: sealedInner, openAtMs: atMs });
    return true;
  }

  /** Forgets the line but for the newest stamp of the other side: the next one begins with a new side of ours. */
  dropLine(line: Line): void {
    const { crypto } = this.#options;
    if (line.side !== undefined) {
      this.#linesById.delete(readUint48(line.side.id, 0));
      crypto.wipe(line.side.key.secretKey);
    }
    this.#replaceSession(line, undefined);
    if (line.theirOpenDigest !== undefined) this.#linesByOpen.delete(line.theirOpenDigest);
    line.theirOpenDigest = undefined;
    line.side = undefined;
    line.isConfirmed = false;
    line.earlyPackets = [];
  }

  /** A datagram with a HEAD of one byte. Costs at most one hash on this thread; RSA is a job, within a budget. */
  receive(nowMs: number, from: Path, bytes: Uint8Array): void {
    this.#options.metrics.opensReceived++;
    this.#count(this.#receive(nowMs, from, bytes));
  }

  #receive(nowMs: number, from: Path, bytes: Uint8Array): DropReason | undefined {
    const { cipherSets, crypto, metrics, host } = this.#options;
    const cipherSet = cipherSets.get(toHex(bytes.subarray(OPEN_BODY_START - 1, OPEN_BODY_START)));
    if (cipherSet === undefined) return 'unknown-cipher-set';
    const sections = cipherSet.readSections(bytes.subarray(OPEN_BODY_START));
    if (sections === undefined) return 'open-too-short';
    const digest = readUint48(crypto.sha256(bytes), 0);
    const known = this.#linesByOpen.get(digest);
    if (known?.session !== undefined) {
      metrics.opensRepeated++;
      host.handleOpen(nowMs, known, 'repeat', from, false);
      return undefined;
    }
    if (this.#refused.has(digest)) return 'open-refused-before';
    if (this.#decrypting.has(digest)) return 'open-in-work';
    const isStranger = !host.isKnownSource(from);
    if (!this.#isAffordable(nowMs, from, isStranger)) return 'open-over-budget';
    this.#startDecrypt({ kind: 'decrypt', from, cipherSet, sections, digest, isStranger });
    return undefined;
  }

  handleJobDone(nowMs: number, wallMs: number, id: number, result: CryptoJobResult): void {
    const context = this.#contexts.get(id);
    this.#contexts.delete(id);
    if (context?.kind === 'sign') this.#handleSigned(nowMs, context, result);
    if (context?.kind === 'decrypt') this.#count(this.#handleDecrypted(nowMs, wallMs, context, result));
  }

  #isAffordable(nowMs: number, from: Path, isStranger: boolean): boolean {
    if (this.#decrypting.size >= JOBS_MAX) return false;
    if (!isStranger) return true;
    return this.#strangerJobs < STRANGER_JOBS_MAX && this.#budget.take(nowMs, sourceOf(from));
  }

  #startDecrypt(context: DecryptContext): void {
    this.#decrypting.add(context.digest);
    if (context.isStranger) this.#strangerJobs++;
    const id = this.#addContext(context);
    this.#jobs.add({ id, kind: 'rsa-decrypt', data: context.sections.lineKey });
  }

  #addContext(context: JobContext): number {
    const id = this.#nextJobId++;
    this.#contexts.set(id, context);
    this.#options.metrics.jobsStarted++;
    return id;
  }

  #handleSigned(nowMs: number, context: JobContext & { kind: 'sign' }, signature: CryptoJobResult): void {
    const { line, side, sealedInner } = context;
    const cipherSet = this.#options.cipherSets.get(side.csid);
    const recipientKey = line.identity?.keys[side.csid];
    if (line.side !== side || cipherSet === undefined || recipientKey === undefined) return;
    side.open = signature && encodeOpen(cipherSet, recipientKey, side, sealedInner, signature);
    if (side.open === undefined)
      this.dropLine(line); // its stamp couldn't be stored: the next attempt makes another
    else this.#options.host.handleSideReady(nowMs, line);
  }

  #handleDecrypted(
    nowMs: number,
    wallMs: number,
    context: DecryptContext,
    lineKey: CryptoJobResult,
  ): DropReason | undefined {
    const { self, crypto, host } = this.#options;
    this.#decrypting.delete(context.digest);
    if (context.isStranger) this.#strangerJobs--;
    if (lineKey === undefined) return this.#refuse(context, 'open-not-decrypted');
    const received = receiveOpen(crypto, context.cipherSet, self, context.sections, lineKey);
    if (!received.ok) return this.#refuse(context, received.error);
    if (received.value.identity.hashname === self.hashname) return this.#refuse(context, 'from-ourselves');
    const line = host.lineOf(nowMs, received.value.identity);
    if (line === undefined) return 'peers-full';
    return this.#accept(nowMs, wallMs, line, received.value, context);
  }

  #accept(
    nowMs: number,
    wallMs: number,
    line: Line,
    open: ReceivedOpen,
    context: DecryptContext,
  ): DropReason | undefined {
    const verdict = judgeOpen(line, open);
    if (verdict === 'stale') return 'open-stale';
    const keys = { ...line.identity?.keys, ...open.identity.keys };
    line.identity = { ...open.identity, keys };
    this.prepareSide(line, wallMs);
    if (verdict !== 'repeat' && !this.#combine(line, context.cipherSet, open)) return 'bad-line-key';

    const isFresh = open.atMs > line.theirAtMs;
    line.theirAtMs = open.atMs;
    if (line.theirOpenDigest !== undefined) this.#linesByOpen.delete(line.theirOpenDigest);
    line.theirOpenDigest = context.digest;
    this.#linesByOpen.set(context.digest, line);
    this.#options.metrics.opensAccepted++;
    this.#options.host.handleOpen(nowMs, line, verdict, context.from, isFresh);
    return undefined;
  }

  #combine(line: Line, cipherSet: CipherSet, open: ReceivedOpen): boolean {
    if (line.side?.csid !== cipherSet.csid) return false;
    const keys = cipherSet.deriveLineKeys(line.side, open.lineKey, open.lineId);
    if (keys === undefined) return false;
    this.#replaceSession(line, { csid: cipherSet.csid, theirId: open.lineId, theirLineKey: open.lineKey, keys });
    return true;
  }

  #replaceSession(line: Line, session: Session | undefined): void {
    const { crypto } = this.#options;
    if (line.session !== undefined) {
      crypto.wipe(line.session.keys.encrypt);
      crypto.wipe(line.session.keys.decrypt);
    }
    line.session = session;
  }

  /** An open that can never become good: its repeats cost one hash from now on. */
  #refuse(context: DecryptContext, reason: DropReason): DropReason {
    this.#refused.add(context.digest);
    if (this.#refused.size > REFUSED_OPENS_MAX) {
      const oldest = this.#refused.values().next();
      if (!oldest.done) this.#refused.delete(oldest.value);
    }
    return reason;
  }

  #count(reason: DropReason | undefined): void {
    if (reason !== undefined) this.#options.metrics.dropped[reason]++;
  }
}
