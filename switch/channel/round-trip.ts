import {
  BASE_ROUND_TRIP_MS,
  PROBE_MS_INITIAL,
  PROBE_MS_MAX,
  PROBE_MS_MIN,
  RESEND_INTERVAL_MS,
  RESEND_INTERVAL_MS_MIN,
} from '../constants.ts';

/** A channel's round trip, the other side's delay of acks included, smoothed as RFC 6298 does. */
export interface RoundTrip {
  readonly smoothedMs: number;
  readonly variationMs: number;
}

const SMOOTHING = 1 / 8;
const VARIATION_SMOOTHING = 1 / 4;
const VARIATION_FACTOR = 4;

export function afterSample(state: RoundTrip | undefined, sampleMs: number): RoundTrip {
  if (state === undefined) return { smoothedMs: sampleMs, variationMs: sampleMs / 2 };
  const deviationMs = Math.abs(sampleMs - state.smoothedMs);
  return {
    smoothedMs: state.smoothedMs + SMOOTHING * (sampleMs - state.smoothedMs),
    variationMs: state.variationMs + VARIATION_SMOOTHING * (deviationMs - state.variationMs),
  };
}

/** How long to wait for an acknowledgement before the last packet goes again. */
export function probeMsOf(state: RoundTrip | undefined): number {
  if (state === undefined) return PROBE_MS_INITIAL;
  const expectedMs = state.smoothedMs + VARIATION_FACTOR * state.variationMs;
  return Math.min(PROBE_MS_MAX, Math.max(PROBE_MS_MIN, expectedMs));
}

/** After which a resent packet that is still missed must have been lost again. */
export function resendMsOf(state: RoundTrip | undefined): number {
  if (state === undefined) return RESEND_INTERVAL_MS;
  const expectedMs = state.smoothedMs + VARIATION_FACTOR * state.variationMs;
  return Math.min(RESEND_INTERVAL_MS, Math.max(RESEND_INTERVAL_MS_MIN, expectedMs));
}

/** The shortest round trip of late: what the way takes when nothing queues on it. */
export interface BaseRoundTrip {
  readonly sinceMs: number;
  readonly shortestMs: number;
  /** Of the time before. */
  readonly earlierMs: number;
}

export function afterBaseSample(state: BaseRoundTrip | undefined, nowMs: number, sampleMs: number): BaseRoundTrip {
  if (state === undefined) return { sinceMs: nowMs, shortestMs: sampleMs, earlierMs: Number.POSITIVE_INFINITY };
  const isOld = nowMs - state.sinceMs >= BASE_ROUND_TRIP_MS;
  if (isOld) return { sinceMs: nowMs, shortestMs: sampleMs, earlierMs: state.shortestMs };
  return sampleMs < state.shortestMs ? { ...state, shortestMs: sampleMs } : state;
}

export function baseMsOf(state: BaseRoundTrip): number {
  return Math.min(state.shortestMs, state.earlierMs);
}
