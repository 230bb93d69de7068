import { readUint48, toHex } from '../bytes.ts';
import type { CipherSet, OpenSections } from '../cipher-sets/cipher-set.ts';
import type { CryptoJob, CryptoJobResult, CryptoPort, Random, SecretWork } from '../cipher-sets/crypto-port.ts';
import { LINE_ID_BYTES, type LineId, lineIdOfBytes } from '../cipher-sets/line-id.ts';
import {
  EARLY_PACKET_BYTES_MAX,
  EARLY_PACKETS_MAX,
  FRIEND_OPEN_REFILL_MS,
  FRIEND_OPENS_BURST,
  REFUSED_OPENS_MAX,
  STRANGER_OPEN_REFILL_MS,
  STRANGER_OPENS_BURST,
} from '../constants.ts';
import { highestSharedCsid, type PublicIdentity } from '../hashname/keys.ts';
import type { DropReason, SwitchMetrics } from '../metrics.ts';
import { isRelay, sourceOf, type Way } from '../paths/path.ts';
import { type JobClass, JobQueue } from './job-queue.ts';
import { judgeOpen, type Line, NO_PACKETS, type OpenVerdict, type OwnSide } from './line.ts';
import {
  type ClaimedOpen,
  encodeInner,
  encodeOpen,
  OPEN_BODY_START,
  type ReceivedOpen,
  readOpen,
  verifyOpen,
} from './open.ts';
import { OpenBudget } from './open-budget.ts';
import { Session } from './session.ts';

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
  /** On whose account an open from there is read. */
  classOfSource(nowMs: number, from: Way): JobClass;
  /** On whose account our side of this line is signed. */
  classOfLine(line: Line): JobClass;
  /** Our side is signed: its open can go out. */
  handleSideReady(nowMs: number, line: Line): void;
  /** Our side has a fresh key, and the session with it: the other side has to hear its open. */
  handleSideRenewed(nowMs: number, line: Line): void;
  /** An open was verified. `isFresh`: its stamp is newer than all before, so it is no replay. */
  handleOpen(nowMs: number, line: Line, verdict: AcceptedVerdict, from: Way, isFresh: boolean): void;
}

export type AcceptedVerdict = Exclude<OpenVerdict, 'stale'>;

/** What a job is for: our own open, or somebody's. */
type JobContext = OwnOpen | ReadContext;

/** Theirs is unsealed by a job; in some cipher sets a second one verifies it. */
type ReadContext = (TheirOpen & { readonly kind: 'unseal' }) | VerifyContext;

interface OwnOpen {
  readonly kind: 'prove';
  readonly jobClass: JobClass;
  readonly line: Line;
  readonly side: OwnSide;
  readonly sealedInner: Uint8Array;
}

type VerifyContext = TheirOpen & { readonly kind: 'verify'; readonly claimed: ClaimedOpen };

interface TheirOpen {
  readonly from: Way;
  readonly cipherSet: CipherSet;
  readonly sections: OpenSections;
  readonly digest: number;
  readonly jobClass: JobClass;
}

/** Makes and reads opens, with the work of our secret key between as jobs, and so turns our side and theirs into a session. */
export class Handshake {
  readonly #options: HandshakeOptions;
  readonly #strangers = new OpenBudget(STRANGER_OPENS_BURST, STRANGER_OPEN_REFILL_MS);
  readonly #friends = new OpenBudget(FRIEND_OPENS_BURST, FRIEND_OPEN_REFILL_MS);
  readonly #jobs = new JobQueue();
  readonly #contexts = new Map<number, JobContext>();
  readonly #reading = new Set<number>();
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

  /** Lines that can be found by our id of them. */
  get lineCount(): number {
    return this.#linesById.size;
  }

  pollJob(): CryptoJob | undefined {
    return this.#jobs.take();
  }

  /** The line that our line id, which begins at `offset`, belongs to. */
  lineOfId(bytes: Uint8Array, offset: number): Line | undefined {
    const line = this.#linesById.get(readUint48(bytes, offset));
    const id = line?.side?.id;
    if (id === undefined) return undefined;
    for (let index = 0; index < id.length; index++) if (id[index] !== bytes[offset + index]) return undefined;
    return line;
  }

  /** Keeps a line packet that may be explained by an open still being read. False if there is none, or no room. */
  keepEarly(line: Line, from: Way, sealed: Uint8Array): boolean {
    if (this.#reading.size === 0 || line.earlyPackets.length >= EARLY_PACKETS_MAX) return false;
    if (sealed.length > EARLY_PACKET_BYTES_MAX) return false;
    line.earlyPackets = [...line.earlyPackets, { from, sealed: sealed.slice() }]; // whoever gave it may use its bytes again
    return true;
  }

  /** Makes our side of a line, if there is none. False if we can't, for want of the other side's key. */
  prepareSide(line: Line, wallMs: number): boolean {
    if (line.side !== undefined) return true;
    const id = lineIdOfBytes(this.#options.random(LINE_ID_BYTES));
    line.side = this.#makeSide(line, id, wallMs);
    if (line.side === undefined) return false;
    this.#linesById.set(readUint48(id, 0), line);
    return true;
  }

  /** Makes a fresh key for our side of a line that stands; it is used as soon as its open is signed (DECISIONS.md no. 51). */
  renewSide(line: Line, wallMs: number): void {
    const { side } = line;
    if (side?.open === undefined || line.nextSide !== undefined) return;
    line.nextSide = this.#makeSide(line, side.id, wallMs);
  }

  #makeSide(line: Line, id: LineId, wallMs: number): OwnSide | undefined {
    const { self, cipherSets, host } = this.#options;
    const csid = line.identity && highestSharedCsid(self.parts, line.identity.parts);
    const cipherSet = csid === undefined ? undefined : cipherSets.get(csid);
    const publicKey = csid === undefined ? undefined : self.keys[csid];
    const recipientKey = csid === undefined ? undefined : line.identity?.keys[csid];
    if (cipherSet === undefined || publicKey === undefined || recipientKey === undefined) return undefined;

    const atMs = Math.max(Math.floor(wallMs), this.#lastOpenAtMs + 1);
    const side: OwnSide = { csid: cipherSet.csid, id, key: cipherSet.generateLineKey(), atMs, open: undefined };
    const inner = encodeInner({ to: line.peer, from: self.parts, lineId: id, atMs, publicKey });
    const sealedInner = cipherSet.sealInner(side.key, recipientKey, inner);
    if (sealedInner === undefined) return undefined;
    this.#lastOpenAtMs = atMs;
    const work = cipherSet.proofWork(recipientKey, sealedInner);
    this.#startJob({ kind: 'prove', jobClass: host.classOfLine(line), line, side, sealedInner }, work, atMs);
    return side;
  }

  /** Forgets the line but for the newest stamp of the other side: the next one begins with a new side of ours. */
  dropLine(line: Line): void {
    const { crypto } = this.#options;
    if (line.side !== undefined) {
      this.#linesById.delete(readUint48(line.side.id, 0));
      crypto.wipe(line.side.key.secretKey);
    }
    this.#dropNextSide(line);
    this.#replaceSession(line, undefined);
    if (line.theirOpenDigest !== undefined) this.#linesByOpen.delete(line.theirOpenDigest);
    line.theirOpenDigest = undefined;
    line.side = undefined;
    line.isConfirmed = false;
    line.earlyPackets = NO_PACKETS;
  }

  /** A datagram with a HEAD of one byte. Costs at most one hash on this thread; RSA is a job, within a budget. */
  receive(nowMs: number, from: Way, bytes: Uint8Array): void {
    this.#options.metrics.opensReceived++;
    this.#count(this.#receive(nowMs, from, bytes));
  }

  #receive(nowMs: number, from: Way, bytes: Uint8Array): DropReason | undefined {
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
    if (this.#reading.has(digest)) return 'open-in-work';
    const jobClass = host.classOfSource(nowMs, from);
    if (!this.#isAffordable(nowMs, from, jobClass)) return 'open-over-budget';
    const context = { kind: 'unseal', from, cipherSet, sections, digest, jobClass } as const;
    this.#startReading(context, cipherSet.unsealWork(sections));
    return undefined;
  }

  handleJobDone(nowMs: number, wallMs: number, id: number, result: CryptoJobResult): void {
    const context = this.#contexts.get(id);
    this.#contexts.delete(id);
    if (context === undefined) return;
    this.#jobs.end(context.jobClass);
    if (context.kind === 'prove') this.#handleProved(nowMs, context, result);
    else this.#count(this.#handleRead(nowMs, wallMs, context, result));
  }

  #isAffordable(nowMs: number, from: Way, jobClass: JobClass): boolean {
    if (this.#jobs.isFull(jobClass)) return false;
    const budget = jobClass === 'stranger' ? this.#strangers : this.#friends;
    return budget.take(nowMs, sourceOf(from));
  }

  #startReading(context: ReadContext, work: SecretWork): void {
    this.#reading.add(context.digest);
    this.#startJob(context, work);
  }

  #startJob(context: JobContext, work: SecretWork, openAtMs?: number): void {
    const id = this.#nextJobId++;
    this.#contexts.set(id, context);
    this.#options.metrics.jobsStarted++;
    this.#jobs.add(context.jobClass, { ...work, id, ...(openAtMs !== undefined && { openAtMs }) });
  }

  #handleProved(nowMs: number, context: OwnOpen, proof: CryptoJobResult): void {
    const { line, side, sealedInner } = context;
    const cipherSet = this.#options.cipherSets.get(side.csid);
    const recipientKey = line.identity?.keys[side.csid];
    const isNext = line.nextSide === side;
    if ((line.side !== side && !isNext) || cipherSet === undefined || recipientKey === undefined) return;
    side.open = proof && encodeOpen(cipherSet, recipientKey, side, sealedInner, proof);
    if (isNext) this.#handleNextProved(nowMs, line, side, cipherSet);
    else if (side.open === undefined)
      this.dropLine(line); // its stamp couldn't be stored: the next attempt makes another
    else this.#options.host.handleSideReady(nowMs, line);
  }

  /** From now on the keys come of the fresh half. If it can't be used, the old one stays for another while. */
  #handleNextProved(nowMs: number, line: Line, side: OwnSide, cipherSet: CipherSet): void {
    const { session } = line;
    if (side.open === undefined || session?.csid !== side.csid) {
      this.#dropNextSide(line);
      return;
    }
    if (line.side !== undefined) this.#options.crypto.wipe(line.side.key.secretKey);
    line.side = side;
    line.nextSide = undefined;
    this.#combine(line, cipherSet, session.theirLineKey, session.theirId);
    this.#options.host.handleSideRenewed(nowMs, line);
  }

  #dropNextSide(line: Line): void {
    if (line.nextSide !== undefined) this.#options.crypto.wipe(line.nextSide.key.secretKey);
    line.nextSide = undefined;
  }

  #handleRead(nowMs: number, wallMs: number, context: ReadContext, result: CryptoJobResult): DropReason | undefined {
    this.#reading.delete(context.digest);
    if (context.kind === 'verify') return this.#handleVerified(nowMs, wallMs, context, result);
    return this.#handleUnsealed(nowMs, wallMs, context, result);
  }

  #handleUnsealed(
    nowMs: number,
    wallMs: number,
    context: TheirOpen,
    unsealed: CryptoJobResult,
  ): DropReason | undefined {
    const { self, crypto } = this.#options;
    if (unsealed === undefined) return this.#refuse(context, 'open-not-decrypted');
    const claimed = readOpen(crypto, context.cipherSet, self, context.sections, unsealed);
    if (!claimed.ok) return this.#refuse(context, claimed.error);
    const verifyContext = { ...context, kind: 'verify', claimed: claimed.value } as const;
    const work = context.cipherSet.verifyWork(claimed.value.inner.publicKey);
    if (work === undefined) return this.#handleVerified(nowMs, wallMs, verifyContext, undefined);
    this.#startReading(verifyContext, work);
    return undefined;
  }

  #handleVerified(
    nowMs: number,
    wallMs: number,
    context: VerifyContext,
    secret: CryptoJobResult,
  ): DropReason | undefined {
    const { self, crypto, host } = this.#options;
    const received = verifyOpen(crypto, context.cipherSet, context.sections, context.claimed, secret);
    if (!received.ok) return this.#refuse(context, received.error);
    if (received.value.identity.hashname === self.hashname) return this.#refuse(context, 'from-ourselves');
    if (isRelay(context.from) && context.from.remote !== received.value.identity.hashname) return 'relay-not-ours';
    const line = host.lineOf(nowMs, received.value.identity);
    if (line === undefined) return 'peers-full';
    return this.#accept(nowMs, wallMs, line, received.value, context);
  }

  #accept(nowMs: number, wallMs: number, line: Line, open: ReceivedOpen, context: TheirOpen): DropReason | undefined {
    const verdict = judgeOpen(line, open);
    if (verdict === 'stale') return 'open-stale';
    const keys = { ...line.identity?.keys, ...open.identity.keys };
    line.identity = { ...open.identity, hashname: line.peer, keys }; // the same text, kept once
    this.prepareSide(line, wallMs);
    if (verdict !== 'repeat' && !this.#combine(line, context.cipherSet, open.lineKey, open.lineId))
      return 'bad-line-key';

    const isFresh = open.atMs > line.theirAtMs;
    line.theirAtMs = open.atMs;
    if (line.theirOpenDigest !== undefined) this.#linesByOpen.delete(line.theirOpenDigest);
    line.theirOpenDigest = context.digest;
    this.#linesByOpen.set(context.digest, line);
    this.#options.metrics.opensAccepted++;
    this.#options.host.handleOpen(nowMs, line, verdict, context.from, isFresh);
    return undefined;
  }

  #combine(line: Line, cipherSet: CipherSet, theirLineKey: Uint8Array, theirId: LineId): boolean {
    const { side } = line;
    if (side?.csid !== cipherSet.csid) return false;
    const { csid } = cipherSet;
    const nextIv = cipherSet.createIvs(this.#options.random);
    const derive = () => cipherSet.deriveLineKeys(side, theirLineKey, theirId);
    const session = new Session({ csid, theirId, theirLineKey, nextIv, derive });
    // As long as ours isn't signed nothing can be said: the other side waits for that, so it comes first.
    if (side.open !== undefined && session.keys === undefined) return false;
    this.#replaceSession(line, session);
    return true;
  }

  #replaceSession(line: Line, session: Session | undefined): void {
    line.session?.wipe(this.#options.crypto);
    line.session = session;
  }

  /** An open that can never become good: its repeats cost one hash from now on. */
  #refuse(context: TheirOpen, reason: DropReason): DropReason {
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
