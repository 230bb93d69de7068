import {
  ACK_DELAY_MS,
  KIN_PROBE_MS_MIN,
  PROBE_MS_INITIAL,
  PROBE_MS_MAX,
  PROBE_MS_MIN,
  REORDER_MS_MIN,
} from '../constants.ts';

/** A channel's round trip, the other side's delay of acks included, smoothed as RFC 6298 does. */
export interface RoundTrip {
  readonly smoothedMs: number;
  readonly variationMs: number;
}

const SMOOTHING = 1 / 8;
const VARIATION_SMOOTHING = 1 / 4;
const VARIATION_FACTOR = 4;
/** Of a round trip. */
const REORDER_SHARE = 1 / 4;

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

/** The same towards our own kind, which acknowledges at once and tells what arrived. */
export function kinProbeMsOf(state: RoundTrip | undefined): number {
  if (state === undefined) return PROBE_MS_INITIAL;
  const expectedMs = state.smoothedMs + VARIATION_FACTOR * state.variationMs + ACK_DELAY_MS;
  return Math.min(PROBE_MS_MAX, Math.max(KIN_PROBE_MS_MIN, expectedMs));
}

/** How much later a packet may leave than another, and still arrive before it without that one being lost. */
export function reorderMsOf(state: RoundTrip | undefined): number {
  return Math.max(REORDER_MS_MIN, (state?.smoothedMs ?? 0) * REORDER_SHARE);
}
