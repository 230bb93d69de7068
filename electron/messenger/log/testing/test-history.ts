import fc from 'fast-check';
import { encodeCanonical } from '../canonical-json.ts';
import { compareOrder } from '../causal-order.ts';
import type { ReceivedEvent } from '../conversation-log.ts';
import { buildEvent, type Event } from '../event.ts';
import { ALICE, BOB } from './test-log.ts';

/** One step of a history: who writes, where in their log, and how much of the others they have seen. */
interface Step {
  readonly author: number;
  readonly log: number;
  readonly at: number;
  /** Bits: which of the other logs' tips it names. */
  readonly seen: number;
  /** Steps back from the log's tip, where a rolled-back author writes on: a fork. */
  readonly back: number;
}

/** An event of a history, with what a naive reading says of it. */
export interface HistoryEvent {
  readonly event: Event;
  readonly received: ReceivedEvent;
  readonly past: readonly string[];
}

const AUTHORS = [ALICE, BOB];
const LOGS = ['00000000000000aa', '00000000000000bb'];

/** Up to 40 events by two devices with two logs each, sometimes forked, with clocks that say anything. */
export function anyHistory(conv: () => string, options: { readonly withForks: boolean }) {
  const step: fc.Arbitrary<Step> = fc.record({
    author: fc.nat({ max: 1 }),
    log: fc.nat({ max: 1 }),
    at: fc.nat({ max: 30 }),
    seen: fc.nat({ max: 15 }),
    back: options.withForks ? fc.constantFrom(0, 0, 0, 0, 1, 2) : fc.constant(0),
  });
  return fc.array(step, { minLength: 1, maxLength: 40 }).map((steps) => writeHistory(conv(), steps));
}

function writeHistory(conv: string, steps: readonly Step[]): readonly HistoryEvent[] {
  const logs = new Map<string, Event[]>();
  return steps.map(({ author, log, at, seen, back }, index) => {
    const by = AUTHORS[author] ?? ALICE;
    const logName = LOGS[log] ?? '';
    const name = `${by} ${logName}`;
    const chain = logs.get(name) ?? [];
    const prev = chain.at(-1 - back);
    const others = [...logs].filter(([other]) => other !== name).map(([, events]) => events.at(-1)?.id ?? '');
    const after = others.filter((_id, bit) => (seen & (1 << bit)) !== 0).sort();
    const body = encodeCanonical({ text: `event ${index}` });
    const event = buildEvent(
      {
        ...{ conv, by, log: logName, after, at, kind: 'text', must: false, of: undefined, re: undefined },
        seq: prev === undefined ? 0 : prev.head.seq + 1,
        prev: prev?.id,
      },
      body,
    );
    const trunk = prev === undefined ? [] : chain.slice(0, chain.indexOf(prev) + 1);
    logs.set(name, [...trunk, event]);
    const past = event.head.prev === undefined ? after : [event.head.prev, ...after];
    return { event, received: { head: event.headBytes, body, own: undefined, sig: undefined }, past };
  });
}

/** What any member who has exactly these events must show: (t, id) of all whose past is whole. */
export function expectedView(history: readonly HistoryEvent[]): readonly string[] {
  const times = new Map<string, number>();
  // A history is in causal order, so one pass is enough.
  for (const { event, past } of history) {
    const pastTimes = past.map((id) => times.get(id));
    if (pastTimes.some((t) => t === undefined)) continue;
    times.set(event.id, Math.max(event.head.at, ...pastTimes.map((t) => (t ?? 0) + 1)));
  }
  return [...times]
    .map(([id, t]) => ({ id, t }))
    .sort(compareOrder)
    .map(({ id, t }) => `${t} ${id}`);
}

/** Visible events that no visible one names. */
export function expectedFrontier(history: readonly HistoryEvent[]): readonly string[] {
  const visible = new Set(expectedView(history).map((line) => line.split(' ')[1] ?? ''));
  const named = new Set(history.filter(({ event }) => visible.has(event.id)).flatMap(({ past }) => past));
  return [...visible].filter((id) => !named.has(id)).sort();
}

/** Ends of the chains that begin at seq 0 without a gap. */
export function expectedTips(history: readonly HistoryEvent[]): readonly string[] {
  const linked = new Set<string>();
  const followed = new Set<string>();
  for (const { event } of history) {
    const { prev } = event.head;
    if (prev !== undefined && !linked.has(prev)) continue;
    linked.add(event.id);
    if (prev !== undefined) followed.add(prev);
  }
  return [...linked].filter((id) => !followed.has(id)).sort();
}
