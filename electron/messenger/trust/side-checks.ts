import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import { HelloBudget } from '../contacts/hello-budget.ts';
import type { Core } from '../core.ts';
import { CHECK_MS_MAX, CHECKS_MAX, CHECKS_WINDOW_MS } from '../limits.ts';
import type { VerificationProblem } from '../messenger.ts';
import { CheckHead, CheckRevealHead } from '../sync/frame-shapes.ts';
import type { Frame } from '../sync/frames.ts';
import type { Say } from '../sync/sync-host.ts';
import type { CheckView, SafetyView } from '../views.ts';
import { CHECK_ID_BYTES, CHECK_NONCE_BYTES, commitmentOf, sharedPicture } from './side-check.ts';

export interface SideChecksParts {
  readonly core: Core;
  readonly random: (length: number) => Uint8Array;
  readonly isNear: (person: string) => boolean;
  readonly say: (person: string, ...said: Parameters<Say>) => boolean;
  /** The person here has compared, and both screens show the same. */
  readonly onMatch: (person: string) => Promise<Result<Record<string, never>, VerificationProblem>>;
}

interface Check {
  readonly id: string;
  readonly isOurs: boolean;
  readonly nonce: Uint8Array;
  /** What they committed to, before our nonce was told. */
  theirHash: string | undefined;
  shared: SafetyView | undefined;
  readonly cancel: () => void;
}

const checkFrame = (self: string, { id, nonce }: Check) =>
  ({ t: 'check', id, hash: commitmentOf(self, nonce) }) as const;

/**
 * Checks side by side: both screens show one picture and one word, made of both hashnames and a nonce of each side. Both commit to
 * their nonce before either is told, so somebody between has one guess, not a search. One check with a person at a time.
 */
export class SideChecks {
  private readonly checks = new Map<string, Check>();
  private readonly budget = new HelloBudget(CHECKS_MAX, CHECKS_WINDOW_MS);

  constructor(private readonly parts: SideChecksParts) {}

  start(person: string): Result<Record<string, never>, VerificationProblem> {
    const { core, random, isNear, say } = this.parts;
    if (core.contacts.get(person)?.state !== 'contact') return fail('unknown-person');
    if (!isNear(person)) return fail('not-near');
    if (!this.budget.take([person], core.nowMs())) return fail('too-often');
    const check = this.begin(person, Buffer.from(random(CHECK_ID_BYTES)).toString('hex'), true);
    if (!say(person, checkFrame(core.own.person, check))) {
      this.end(person);
      return fail('not-near');
    }
    return ok({});
  }

  /** The person here says whether both screens show the same. */
  async answer(person: string, isSame: boolean): Promise<Result<Record<string, never>, VerificationProblem>> {
    if (this.checks.get(person)?.shared === undefined) return fail('no-check');
    this.end(person);
    return isSame ? this.parts.onMatch(person) : ok({});
  }

  /** The person here closed it: also before there is a picture. What still comes of it finds nothing. */
  cancel(person: string): void {
    this.end(person);
  }

  takeWord(row: ContactRow, frame: Frame, say: Say): void {
    if (frame.t === 'check') this.takeCheck(row, frame, say);
    if (frame.t === 'check-commit') this.takeCommit(row, frame, say);
    if (frame.t === 'check-reveal') this.takeReveal(row, frame, say);
  }

  stop(): void {
    for (const person of [...this.checks.keys()]) this.end(person);
  }

  /**
   * They want to check. If both began at once, the one of the lower hashname stays. It is said once more, because who was not
   * seen to be near yet did not hear it the first time.
   */
  private takeCheck(row: ContactRow, frame: Frame, say: Say): void {
    const { core, isNear } = this.parts;
    const head = CheckHead.safeParse(frame.json);
    const own = this.checks.get(row.person);
    if (!head.success || !isNear(row.person)) return;
    if (own?.id === head.data.id) return;
    if (own?.isOurs === true && core.own.person < row.person) {
      if (own.theirHash === undefined) say(checkFrame(core.own.person, own));
      return;
    }
    if (!this.budget.take([row.person], core.nowMs())) return;
    const check = this.begin(row.person, head.data.id, false);
    check.theirHash = head.data.hash;
    say({ t: 'check-commit', id: check.id, hash: commitmentOf(core.own.person, check.nonce) });
  }

  private takeCommit(row: ContactRow, frame: Frame, say: Say): void {
    const head = CheckHead.safeParse(frame.json);
    const check = this.checks.get(row.person);
    if (!head.success || check?.id !== head.data.id || !check.isOurs || check.theirHash !== undefined) return;
    check.theirHash = head.data.hash;
    say({ t: 'check-reveal', id: check.id, nonce: Buffer.from(check.nonce).toString('hex') });
  }

  private takeReveal(row: ContactRow, frame: Frame, say: Say): void {
    const { core } = this.parts;
    const head = CheckRevealHead.safeParse(frame.json);
    const check = this.checks.get(row.person);
    if (!head.success || check?.id !== head.data.id || check.theirHash === undefined || check.shared) return;
    const nonce = new Uint8Array(Buffer.from(head.data.nonce, 'hex'));
    if (commitmentOf(row.person, nonce) !== check.theirHash) {
      this.end(row.person); // not what they committed to
      return;
    }
    if (!check.isOurs) say({ t: 'check-reveal', id: check.id, nonce: Buffer.from(check.nonce).toString('hex') });
    const own = { hashname: core.own.person, nonce: check.nonce };
    check.shared = sharedPicture(own, { hashname: row.person, nonce });
    this.tell({ person: row.person, isOurs: check.isOurs, shared: check.shared, isOver: false });
  }

  private begin(person: string, id: string, isOurs: boolean): Check {
    this.end(person);
    const nonce = this.parts.random(CHECK_NONCE_BYTES);
    const cancel = this.parts.core.clock.after(CHECK_MS_MAX, () => this.end(person));
    const check: Check = { id, isOurs, nonce, theirHash: undefined, shared: undefined, cancel };
    this.checks.set(person, check);
    this.tell({ person, isOurs, shared: undefined, isOver: false });
    return check;
  }

  private end(person: string): void {
    const check = this.checks.get(person);
    if (check === undefined) return;
    check.cancel();
    this.checks.delete(person);
    this.tell({ person, isOurs: check.isOurs, shared: undefined, isOver: true });
  }

  private tell(check: CheckView): void {
    this.parts.core.emit({ name: 'check', check });
  }
}
