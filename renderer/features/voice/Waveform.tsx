import { useMemo } from 'react';
import styles from './Waveform.module.css';
import { barsOf } from './waveform-bars.ts';

interface WaveformProps {
  /** Loudness, 0 to 255. */
  readonly waveform: readonly number[];
  /** 0 to 1. */
  readonly played: number;
}

/** Loudness over time. What was heard is in the accent's colour. */
export function Waveform({ waveform, played }: WaveformProps) {
  const bars = useMemo(() => barsOf(waveform), [waveform]);
  return (
    <span className={styles.waveform} aria-hidden="true">
      {bars.map(({ at, height }) => (
        <span
          key={at}
          className={styles.bar}
          data-heard={at / bars.length < played}
          style={{ blockSize: `${height * 100}%` }}
        />
      ))}
    </span>
  );
}
