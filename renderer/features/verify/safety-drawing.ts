import type { SafetyView } from '../../../electron/bridge/contract.ts';
import type { MessageKey } from '../../i18n.tsx';

/** Cells in a row of one half (electron/messenger/WIRE.md "Safety words"). */
export const HALF_CELLS = 4;
const DEGREES_A_HUE = 45;

const COLOR_KEYS = ['color.0', 'color.1', 'color.2', 'color.3', 'color.4', 'color.5', 'color.6', 'color.7'] as const;

export const colorKeyOf = ({ hue }: Pick<SafetyView, 'hue'>): MessageKey => COLOR_KEYS[hue] ?? 'color.0';
export const degreesOf = ({ hue }: Pick<SafetyView, 'hue'>): number => hue * DEGREES_A_HUE;

/** SVG path of the set cells of one half, its first cell at `x` 0; mirrored, its last. */
export function halfPath(rows: readonly number[], isMirrored: boolean): string {
  return rows
    .flatMap((row, y) =>
      Array.from({ length: HALF_CELLS }, (_cell, index) => {
        const isSet = ((row >> (HALF_CELLS - 1 - index)) & 1) === 1;
        const x = isMirrored ? HALF_CELLS - 1 - index : index;
        return isSet ? `M${x} ${y}h1v1h-1z` : '';
      }),
    )
    .join('');
}
