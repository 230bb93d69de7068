import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../electron/bridge/contract.ts';
import { PAGE_HEARD_MAX } from '../limits.ts';
import { makeMessage, messageId } from '../testing/make-message.ts';
import { comparePlaces } from './message-order.ts';
import {
  applyChanged,
  applyDropped,
  applyNewer,
  applyOlder,
  applyStretch,
  EMPTY_PAGE,
  type MessagePage,
  type Stretch,
  startLoading,
  trimPage,
} from './message-page.ts';

const LIMIT = 4;

/** What the page is asked for in this test, and what the messenger does meanwhile. */
type Step =
  | { readonly kind: 'newest' | 'older' | 'newer' | 'trim-newest' | 'trim-oldest' | 'answer' | 'snapshot' }
  | { readonly kind: 'around' | 'put' | 'hide'; readonly n: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('newest', 'older', 'newer', 'trim-newest', 'trim-oldest') }),
  fc.record({ kind: fc.constantFrom('snapshot', 'answer') }),
  fc.record({ kind: fc.constantFrom('around', 'put', 'hide'), n: fc.integer({ min: 1, max: 40 }) }),
) as fc.Arbitrary<Step>; // the literals of constantFrom

interface Request {
  readonly part: 'place' | 'older' | 'newer';
  readonly look: () => Stretch;
  readonly edge: MessageView['id'] | undefined;
  answer: Stretch | undefined;
}

/** A messenger with a log, and a page that follows it; an answer may be older than the events told before it comes. */
class World {
  log: MessageView[] = [];
  page: MessagePage = EMPTY_PAGE;
  asked: Request | undefined;
  private edits = 0;

  take(step: Step): void {
    switch (step.kind) {
      case 'newest':
        this.ask('place', () => this.cut(this.log.length - LIMIT, this.log.length));
        break;
      case 'around': {
        const index = this.log.findIndex(({ t }) => t >= step.n);
        this.ask('place', () => this.cut(index - 2, index + 2));
        break;
      }
      case 'older': {
        const first = this.page.messages[0];
        if (first === undefined || this.page.hasOlder !== true || this.asked !== undefined) return;
        const before = () => this.log.filter((message) => comparePlaces(message, first) < 0).length;
        this.ask('older', () => this.cut(before() - LIMIT, before()), first.id);
        break;
      }
      case 'newer': {
        const last = this.page.messages.at(-1);
        if (last === undefined || !this.page.hasNewer || this.asked !== undefined) return;
        const behind = () => this.log.filter((message) => comparePlaces(message, last) <= 0).length;
        this.ask('newer', () => this.cut(behind(), behind() + LIMIT), last.id);
        break;
      }
      case 'snapshot':
        if (this.asked !== undefined) this.asked.answer ??= this.asked.look();
        break;
      case 'answer':
        this.answer();
        break;
      case 'put':
        this.put(step.n);
        break;
      case 'hide':
        this.log = this.log.filter(({ t }) => t !== step.n);
        this.page = applyDropped(this.page, messageId(step.n));
        return;
      case 'trim-newest':
        this.page = trimPage(this.page, 'newest', 3);
        return;
      case 'trim-oldest':
        this.page = trimPage(this.page, 'oldest', 3);
        return;
    }
  }

  answer(): void {
    const { asked } = this;
    if (asked === undefined) return;
    this.asked = undefined;
    const answer = asked.answer ?? asked.look();
    if (asked.part === 'place') this.page = applyStretch(this.page, answer);
    if (asked.part === 'older') this.page = applyOlder(this.page, asked.edge, answer);
    if (asked.part === 'newer') this.page = applyNewer(this.page, asked.edge, answer);
  }

  private ask(part: Request['part'], look: () => Stretch, edge?: MessageView['id']): void {
    this.asked = { part, look, edge, answer: undefined };
    this.page = startLoading(this.page, part);
  }

  private put(n: number): void {
    const message = makeMessage(n, { editedAtMs: ++this.edits });
    this.log = [...this.log.filter(({ id }) => id !== message.id), message].sort(comparePlaces);
    this.page = applyChanged(this.page, [message]);
  }

  private cut(from: number, to: number): Stretch {
    const [start, end] = [Math.max(0, from), Math.max(0, to)];
    return { messages: this.log.slice(start, end), hasOlder: start > 0, hasNewer: end < this.log.length };
  }
}

describe('message page', () => {
  test('is an unbroken stretch of the chat in its newest state, whatever happens while answers are on their way', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const world = new World();
        for (const n of [5, 10, 15, 20, 25, 30, 35]) world.take({ kind: 'put', n });
        world.take({ kind: 'newest' });
        world.take({ kind: 'answer' });
        for (const step of steps) {
          world.take(step);
          if (world.asked === undefined) expectUnbroken(world);
        }
        world.take({ kind: 'answer' });
        expectUnbroken(world);
      }),
      { numRuns: 500 },
    );
  });

  test('takes what comes before the first answer, in order and once', () => {
    const page = applyChanged(applyChanged(EMPTY_PAGE, [makeMessage(3), makeMessage(1)]), [makeMessage(1)]);
    expect(page.messages.map(({ t }) => t)).toEqual([1, 3]);
  });

  test('an answer that was on its way does not undo what an event told meanwhile', () => {
    const seen = makeMessage(2, { isMine: true, delivery: { name: 'seen' } });
    const waiting = makeMessage(2, { isMine: true, delivery: { name: 'waiting' } });
    const page = applyStretch(applyChanged(startLoading(EMPTY_PAGE, 'place'), [seen]), {
      messages: [makeMessage(1), waiting],
      hasOlder: true,
      hasNewer: false,
    });
    expect(page.messages.map(({ delivery }) => delivery.name)).toEqual(['received', 'seen']);
  });

  test('an answer to an older question is not glued to another stretch', () => {
    const first = { ...EMPTY_PAGE, messages: [makeMessage(50)], hasOlder: true, hasNewer: true };
    const late = applyOlder(startLoading(first, 'older'), messageId(9), { messages: [makeMessage(8)], hasOlder: true });
    expect(late.messages.map(({ t }) => t)).toEqual([50]);
    expect(late.loading).toBe('no');
  });

  test('more news than can be kept while loading means asking anew, not a gap', () => {
    const flood = Array.from({ length: PAGE_HEARD_MAX + 1 }, (_, n) => makeMessage(n + 1));
    const page = applyChanged(startLoading({ ...EMPTY_PAGE, messages: [makeMessage(5)] }, 'older'), flood);
    expect(page.heard).toBeNull();
    const answered = applyOlder(page, page.messages[0]?.id, { messages: [], hasOlder: false });
    expect(answered.loading).toBe('no');
  });
});

function expectUnbroken({ log, page }: World): void {
  const { messages, hasOlder, hasNewer } = page;
  const [first, last] = [messages[0], messages.at(-1)];
  if (first === undefined || last === undefined) return;
  const held = log.filter(
    (message) => (!hasOlder || comparePlaces(message, first) >= 0) && (!hasNewer || comparePlaces(message, last) <= 0),
  );
  expect(messages).toEqual(held);
}
