import type { CSSProperties } from 'react';
import type { SafetyView } from '../../../electron/bridge/contract.ts';
import styles from './SafetyPicture.module.css';
import { degreesOf, HALF_CELLS, halfPath } from './safety-drawing.ts';

interface SafetyPictureProps {
  readonly left: SafetyView;
  readonly right: SafetyView;
  /** What is to be seen, in words. */
  readonly label: string;
}

/** Two halves side by side, the right one mirrored: a shape that the eye compares at once. */
export function SafetyPicture({ left, right, label }: SafetyPictureProps) {
  return (
    <svg className={styles.picture} viewBox="0 0 8 8" role="img" aria-label={label} shapeRendering="crispEdges">
      <path className={styles.half} style={hueStyle(left)} d={halfPath(left.rows, false)} />
      <path
        className={styles.half}
        style={hueStyle(right)}
        d={halfPath(right.rows, true)}
        transform={`translate(${HALF_CELLS} 0)`}
      />
    </svg>
  );
}

function hueStyle(safety: SafetyView): CSSProperties {
  return { '--hue': `${degreesOf(safety)}deg` } as CSSProperties; // a custom property is not in React's type
}
