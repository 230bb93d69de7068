import { CONGESTION_WINDOW_INITIAL, CONGESTION_WINDOW_MIN } from '../constants.ts';

/**
 * How many packets a reliable channel keeps underway to a switch of another kind, of which we know too little for a model of
 * the way (`flow.ts`): slow start, then one more a round trip, less after a loss (RFC 5681, with a milder cut: the window is
 * small, and a lost packet on Wi-Fi is seldom a queue).
 */
export interface Congestion {
  readonly windowPackets: number;
  /** Where slow start ends. */
  readonly thresholdPackets: number;
  /** Losses up to this seq belong to one event, and cut the window once. */
  readonly recoverySeq: number;
}

/** What is left of the window after a loss, and after a timeout. */
const LOSS_FACTOR = 0.7;
const TIMEOUT_FACTOR = 0.5;

export const CONGESTION_START: Congestion = {
  windowPackets: CONGESTION_WINDOW_INITIAL,
  thresholdPackets: Number.POSITIVE_INFINITY,
  recoverySeq: -1,
};

/** `count` packets were acknowledged. The window grows no further than `windowMax`: beyond it nothing can be sent. */
export function afterAck(state: Congestion, count: number, windowMax: number): Congestion {
  if (state.windowPackets >= windowMax) return state;
  const share = state.windowPackets < state.thresholdPackets ? 1 : 1 / state.windowPackets;
  return { ...state, windowPackets: Math.min(windowMax, state.windowPackets + count * share) };
}

/** The other side misses `seq`; `sentSeq` is the newest sent, so later news of the same event are recognised. */
export function afterLoss(state: Congestion, seq: number, sentSeq: number): Congestion {
  return seq <= state.recoverySeq ? state : cut(state, LOSS_FACTOR, sentSeq);
}

/** Nothing came back for a whole probe time. */
export function afterTimeout(state: Congestion, sentSeq: number): Congestion {
  return cut(state, TIMEOUT_FACTOR, sentSeq);
}

function cut(state: Congestion, factor: number, sentSeq: number): Congestion {
  const windowPackets = Math.max(CONGESTION_WINDOW_MIN, state.windowPackets * factor);
  return { windowPackets, thresholdPackets: windowPackets, recoverySeq: sentSeq };
}
