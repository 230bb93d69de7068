/**
 * Numbers from 0 up to 1, always the same for a seed: a run with faults can be repeated, and a bulk transfer has bytes
 * that compress nowhere. Not for keys. (Marsaglia's xorshift32, 2003.)
 */
export function seededRandom(seed: number): () => number {
  // Zero would stay zero for ever; near seeds begin with near numbers, so the first ones are thrown away.
  let state = (seed >>> 0) ^ 0x9e3779b9 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let count = 0; count < 16; count++) next();
  return next;
}

export function seededBytes(length: number, seed: number): Uint8Array {
  const next = seededRandom(seed);
  return Uint8Array.from({ length }, () => next() * 256);
}
