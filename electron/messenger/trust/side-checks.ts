import type { z } from 'zod';
import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import type { VerificationProblem } from '../api/verification-api.ts';
import { HelloBudget } from '../contacts/hello-budget.ts';
import type { Core } from '../core.ts';
import { CHECK_MS_MAX, CHECKS_MAX, CHECKS_WINDOW_MS } from '../limits.ts';
import { CheckHead, CheckRevealHead } from '../sync/frame-shapes.ts';
import type { Frame } from '../sync/frames.ts';
import type { Say } from '../sync/sync-host.ts';
import type { SafetyView } from '../views/person-views.ts';
import { CHECK_ID_BYTES, CHECK_NONCE_BYTES, commitmentOf, sharedPicture } from './side-check.ts';

export interface SideChecksParts {
  readonly core: Core;
  readonly random: (length: number) => Uint8Array;
  readonly isNear: (person: string) => boolean;
  readonly say: (person: string, ...said: Parameters<Say>) => boolean;
  /** The person here has compared: whether both screens show the same. */
  readonly onAnswer: (person: string, isSame: boolean) => Promise<Result<Record<string, never>, VerificationProblem>>;
}

interface Check {
  /** Ours alone: the page says of which check it speaks, and no contact can choose it. */
  readonly id: string;
  /** On the wire: the opener's choice. */
  readonly wireId: string;
  readonly isOurs: boolean;
  readonly nonce: Uint8Array;
  /** What they committed to, before our nonce was told. */
  theirHash: string | undefined;
  shared: SafetyView | undefined;
  readonly cancel: () => void;
}

type CheckAnswer = Result<Record<string, never>, VerificationProblem>;
type CheckFrame = z.infer<typeof CheckHead>;

const checkFrame = (self: string, { wireId, nonce }: Check) =>
  ({ t: 'check', id: wireId, hash: commitmentOf(self, nonce) }) as const;
const commitFrame = (self: string, check: Check) => ({ ...checkFrame(self, check), t: 'check-commit' }) as const;
const revealFrame = ({ wireId, nonce }: Check) =>
  ({ t: 'check-reveal', id: wireId, nonce: Buffer.from(nonce).toString('hex') }) as const;

/**
 * Checks side by side: both screens show one picture and one word, made of both hashnames and a nonce of each side. Both commit to
 * their nonce before either is told, so somebody between has one guess, not a search. One check with a person at a time. Every
 * frame may come twice: what is said again after a new channel says the same.
 */
export class SideChecks {
  private readonly checks = new Map<string, Check>();
  /** By person: the newest check of one who was not seen to be near when it came. One side may see that seconds before the other. */
  private readonly early = new Map<string, { readonly frame: CheckFrame; readonly untilMs: number }>();
  private readonly budget = new HelloBudget(CHECKS_MAX, CHECKS_WINDOW_MS);

  constructor(private readonly parts: SideChecksParts) {}

  /** One that goes on with them stays, whoever began it: a second one would end the first here and not there. */
  start(person: string): CheckAnswer {
    const { core, random, isNear } = this.parts;
    if (core.contacts.get(person)?.state !== 'contact') return fail('unknown-person');
    if (!isNear(person)) return fail('not-near');
    if (this.checks.has(person)) return ok({});
    if (!this.budget.take([person], core.nowMs())) return fail('too-often');
    const check = this.begin(person, Buffer.from(random(CHECK_ID_BYTES)).toString('hex'), true);
    this.parts.say(person, checkFrame(core.own.person, check)); // without a channel the next greeting says it
    return ok({});
  }

  /** The person here says whether both screens show the same, of the check that is shown here. */
  async answer(person: string, id: string, isSame: boolean): Promise<CheckAnswer> {
    const check = this.checks.get(person);
    if (check === undefined) return fail('no-check');
    if (check.id !== id) return fail('other-check');
    if (check.shared === undefined) return fail('no-check');
    this.end(person);
    return this.parts.onAnswer(person, isSame);
  }

  /** The person here closed it: also before there is a picture. What still comes of it finds nothing. */
  cancel(person: string, id: string): void {
    if (this.checks.get(person)?.id === id) this.end(person);
  }

  /** A new channel: what was said over the last one may be lost. Whoever began asks again, and all else follows from that. */
  greet(say: Say, row: ContactRow): void {
    const check = this.checks.get(row.person);
    if (check?.isOurs === true && check.shared === undefined) say(checkFrame(this.parts.core.own.person, check));
  }

  /** They are seen to be near from now on: what they asked a moment ago is taken. */
  near(row: ContactRow): void {
    const { core, say } = this.parts;
    const early = this.early.get(row.person);
    this.early.delete(row.person);
    if (early === undefined || core.nowMs() > early.untilMs) return;
    this.takeCheck(row.person, early.frame, (...said) => void say(row.person, ...said));
  }

  takeWord({ person }: ContactRow, { t, json }: Frame, say: Say): void {
    if (t === 'check' || t === 'check-commit') {
      const head = CheckHead.safeParse(json);
      if (!head.success) return;
      if (t === 'check') this.takeCheck(person, head.data, say);
      else this.takeCommit(person, head.data, say);
    }
    if (t !== 'check-reveal') return;
    const head = CheckRevealHead.safeParse(json);
    if (head.success) this.takeReveal(person, head.data.id, head.data.nonce, say);
  }

  stop(): void {
    for (const person of [...this.checks.keys()]) this.end(person);
    this.early.clear();
  }

  /**
   * They want to check. If both began at once, the one of the lower hashname stays, and is said once more. Who has answered ours
   * and then begins another one has closed ours.
   */
  private takeCheck(person: string, frame: CheckFrame, say: Say): void {
    const { core, isNear } = this.parts;
    if (!isNear(person)) {
      this.early.set(person, { frame, untilMs: core.nowMs() + CHECK_MS_MAX });
      return;
    }
    const own = this.checks.get(person);
    if (own?.wireId === frame.id) {
      if (!own.isOurs && own.theirHash === frame.hash) say(commitFrame(core.own.person, own));
      return;
    }
    if (own?.isOurs === true && own.theirHash === undefined && core.own.person < person) {
      say(checkFrame(core.own.person, own));
      return;
    }
    if (!this.budget.take([person], core.nowMs())) return;
    const check = this.begin(person, frame.id, false);
    check.theirHash = frame.hash;
    say(commitFrame(core.own.person, check));
  }

  private takeCommit(person: string, { id, hash }: CheckFrame, say: Say): void {
    const check = this.checks.get(person);
    if (check?.wireId !== id || !check.isOurs) return;
    check.theirHash ??= hash;
    if (check.theirHash === hash) say(revealFrame(check));
  }

  private takeReveal(person: string, id: string, nonceText: string, say: Say): void {
    const { core } = this.parts;
    const check = this.checks.get(person);
    if (check?.wireId !== id || check.theirHash === undefined) return;
    const nonce = new Uint8Array(Buffer.from(nonceText, 'hex'));
    if (commitmentOf(person, nonce) !== check.theirHash) {
      this.end(person); // not what they committed to
      return;
    }
    if (!check.isOurs) say(revealFrame(check));
    if (check.shared !== undefined) return;
    check.shared = sharedPicture({ hashname: core.own.person, nonce: check.nonce }, { hashname: person, nonce });
    this.tell(person, check, false);
  }

  /** Takes the place of one that goes on: the page sees another id, and no gap between the two. */
  private begin(person: string, wireId: string, isOurs: boolean): Check {
    this.checks.get(person)?.cancel();
    this.early.delete(person);
    const { core, random } = this.parts;
    const check: Check = {
      id: Buffer.from(random(CHECK_ID_BYTES)).toString('hex'),
      wireId,
      isOurs,
      nonce: random(CHECK_NONCE_BYTES),
      theirHash: undefined,
      shared: undefined,
      cancel: core.clock.after(CHECK_MS_MAX, () => this.end(person)),
    };
    this.checks.set(person, check);
    this.tell(person, check, false);
    return check;
  }

  private end(person: string): void {
    const check = this.checks.get(person);
    if (check === undefined) return;
    check.cancel();
    this.checks.delete(person);
    this.tell(person, check, true);
  }

  private tell(person: string, { id, isOurs, shared }: Check, isOver: boolean): void {
    const view = { person, id, isOurs, shared: isOver ? undefined : shared, isOver };
    this.parts.core.emit({ name: 'check', check: view });
  }
}
