/** Bars that fit beside each other in the narrowest bubble and are still seen as such. */
const BARS = 40;
/** The quietest bar: silence is a dot, not a gap. */
const HEIGHT_MIN = 0.08;

export interface Bar {
  readonly at: number;
  /** 0 to 1. */
  readonly height: number;
}

/** A waveform of any length as bars. The loudest is full: a soft voice is seen as well as a loud one. */
export function barsOf(waveform: readonly number[]): readonly Bar[] {
  const steps = squeeze(waveform, BARS);
  const loudest = Math.max(...steps, 1);
  return Array.from({ length: BARS }, (_, at) => {
    const step = steps[Math.floor((at * steps.length) / BARS)] ?? 0;
    return { at, height: Math.max(HEIGHT_MIN, step / loudest) };
  });
}

/** As many steps at most, each the loudest of those it stands for. */
export function squeeze(levels: readonly number[], stepsMax: number): readonly number[] {
  if (levels.length <= stepsMax) return levels;
  return Array.from({ length: stepsMax }, (_, at) => {
    const [from, to] = [at, at + 1].map((edge) => Math.floor((edge * levels.length) / stepsMax));
    return Math.max(...levels.slice(from, to));
  });
}
