/** Which chunks are here: one bit each, the least significant of the first byte first. */

export function emptyBits(count: number): Uint8Array {
  return new Uint8Array(Math.ceil(count / 8));
}

export function fullBits(count: number): Uint8Array {
  const bits = emptyBits(count);
  for (let index = 0; index < count; index += 1) setBit(bits, index);
  return bits;
}

export function hasBit(bits: Uint8Array, index: number): boolean {
  return ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

/** The same bits with some of them changed. */
export function withBits(bits: Uint8Array, indexes: readonly number[], isSet: boolean): Uint8Array {
  const changed = new Uint8Array(bits);
  for (const index of indexes) {
    if (isSet) setBit(changed, index);
    else changed[index >> 3] = (changed[index >> 3] ?? 0) & ~(1 << (index & 7));
  }
  return changed;
}

/** Whether all of the first `count` are set. */
export function isFull(bits: Uint8Array, count: number): boolean {
  for (let index = 0; index < count; index += 1) if (!hasBit(bits, index)) return false;
  return true;
}

/** Indices below `count` whose bit is not set, ascending. */
export function clearBits(bits: Uint8Array, count: number): readonly number[] {
  const indices: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (!hasBit(bits, index)) indices.push(index);
  }
  return indices;
}

function setBit(bits: Uint8Array, index: number): void {
  bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
}
