import { randomFillSync } from 'node:crypto';
import type { Random } from '../cipher-sets/crypto-port.ts';
import { RANDOM_POOL_BYTES } from './limits.ts';

/** The system's generator, asked for a pool at a time. What was handed out is wiped from the pool. */
export function createSystemRandom(): Random {
  const pool = new Uint8Array(RANDOM_POOL_BYTES);
  let usedBytes = pool.length;
  return (length) => {
    if (length > pool.length) return randomFillSync(new Uint8Array(length));
    if (usedBytes + length > pool.length) {
      randomFillSync(pool);
      usedBytes = 0;
    }
    const bytes = pool.slice(usedBytes, usedBytes + length);
    pool.fill(0, usedBytes, usedBytes + length);
    usedBytes += length;
    return bytes;
  };
}
