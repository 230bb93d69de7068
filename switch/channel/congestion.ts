import { CONGESTION_WINDOW_INITIAL, CONGESTION_WINDOW_MIN, QUEUE_WINDOW_MIN } from '../constants.ts';

/**
 * How many packets a reliable channel keeps underway. Slow start first. Then it depends on whether packets have to queue on
 * the way, which the round trip tells:
 *
 * - They do: no growth, and less each round trip, until nobody has to wait.
 * - They don't: a sixteenth more a round trip, and each lost packet takes itself off; a few don't end slow start. So a way that loses packets for other
 *   reasons than queues (Wi-Fi) is used as far as it goes, and one that drops what is too much gets less from 6 % on.
 *
 * Towards switches of another kind we know too little: there it is one more a round trip, less after a loss (RFC 5681, with a
 * milder cut: the window is small, and a lost packet on Wi-Fi is seldom a queue).
 */
export interface Congestion {
  readonly windowPackets: number;
  /** Where slow start ends. */
  readonly thresholdPackets: number;
  /** Losses up to this seq belong to one event, and cut the window once. */
  readonly recoverySeq: number;
  /** Counted during slow start. */
  readonly ackedCount: number;
  readonly lostCount: number;
}

/** What is left of the window after a loss, a round trip with a queue, and a timeout. */
const LOSS_FACTOR = 0.7;
const QUEUE_FACTOR = 0.8;
const TIMEOUT_FACTOR = 0.5;
/** Growth of the window a round trip, as a share of it. */
const GROWTH = 1 / 16;
/** Share of packets whose loss ends slow start even without a queue, and how many are bad luck. */
const SLOW_START_LOSS_RATIO = 1 / 10;
const SLOW_START_LOSSES = 2;

export const CONGESTION_START: Congestion = {
  windowPackets: CONGESTION_WINDOW_INITIAL,
  thresholdPackets: Number.POSITIVE_INFINITY,
  recoverySeq: -1,
  ackedCount: 0,
  lostCount: 0,
};

/** What the sender knows of the way. */
export interface WayKnowledge {
  /** The window grows no further: beyond it nothing can be sent. */
  readonly windowMax: number;
  /** The other side is not of our kind. */
  readonly isForeign: boolean;
  /** Packets had to wait in a queue in the last round trip. */
  readonly isQueueing: boolean;
}

/** `count` packets were acknowledged. */
export function afterAck(state: Congestion, count: number, way: WayKnowledge): Congestion {
  if (state.windowPackets >= way.windowMax || (way.isQueueing && !way.isForeign)) return state;
  const isSlowStart = state.windowPackets < state.thresholdPackets;
  const share = isSlowStart ? 1 : way.isForeign ? 1 / state.windowPackets : Math.max(GROWTH, 1 / state.windowPackets);
  const windowPackets = Math.min(way.windowMax, state.windowPackets + count * share);
  return { ...state, windowPackets, ackedCount: state.ackedCount + count };
}

/** The other side misses `seq`; `sentSeq` is the newest sent, so later news of the same event are recognised. */
export function afterLoss(state: Congestion, seq: number, sentSeq: number, way: WayKnowledge): Congestion {
  if (!way.isForeign && !way.isQueueing) return withoutLost(state);
  return seq <= state.recoverySeq ? state : cut(state, LOSS_FACTOR, sentSeq);
}

function withoutLost(state: Congestion): Congestion {
  const lostCount = state.lostCount + 1;
  const isBadLuck = lostCount <= SLOW_START_LOSSES + state.ackedCount * SLOW_START_LOSS_RATIO;
  const shrunk = withWindow({ ...state, lostCount }, state.windowPackets - 1, CONGESTION_WINDOW_MIN);
  return isBadLuck ? { ...shrunk, thresholdPackets: state.thresholdPackets } : shrunk;
}

/** A round trip in which packets had to queue is over. */
export function afterQueue(state: Congestion): Congestion {
  const least = Math.min(state.windowPackets, QUEUE_WINDOW_MIN);
  return withWindow(state, state.windowPackets * QUEUE_FACTOR, least);
}

/** Nothing came back for a whole probe time. */
export function afterTimeout(state: Congestion, sentSeq: number): Congestion {
  return cut(state, TIMEOUT_FACTOR, sentSeq);
}

function cut(state: Congestion, factor: number, sentSeq: number): Congestion {
  return { ...withWindow(state, state.windowPackets * factor, CONGESTION_WINDOW_MIN), recoverySeq: sentSeq };
}

/** Slow start is over. */
function withWindow(state: Congestion, packets: number, least: number): Congestion {
  const windowPackets = Math.max(least, packets);
  return { ...state, windowPackets, thresholdPackets: windowPackets };
}
