import { createHash } from 'node:crypto';

/** Whole numbers from 0 to below `sides`, the same for the same seed. */
export function seededDice(seed: string): (sides: number) => number {
  let thrown = 0;
  return (sides) => {
    const hash = createHash('sha256').update(`${seed} ${thrown++}`).digest();
    return hash.readUInt32LE(0) % sides;
  };
}
