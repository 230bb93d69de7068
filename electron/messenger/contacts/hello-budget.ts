import ipaddr from 'ipaddr.js';
import { HELLO_COUNTED_MAX, HELLO_INVITED_MAX, HELLO_STRANGER_MAX, HELLO_WINDOW_MS } from '../limits.ts';

/** Prefixes that count as one neighbourhood (app-protocol.md "Limits"). */
const BLOCK_BITS_V4 = 24;
const BLOCK_BITS_V6 = 56;

/** The /24 or /56 an address lies in; the address itself if it is none. */
export function addressBlock(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  const bits = address.kind() === 'ipv4' ? BLOCK_BITS_V4 : BLOCK_BITS_V6;
  const bytes = address.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}

/** How often hellos, or other things, came lately from each hashname and address block. A bounded table: the oldest leaves. */
export class HelloBudget {
  private readonly instants = new Map<string, number[]>();

  constructor(
    private readonly max: number,
    private readonly windowMs: number = HELLO_WINDOW_MS,
  ) {}

  static forStrangers(): HelloBudget {
    return new HelloBudget(HELLO_STRANGER_MAX);
  }

  static forInvited(): HelloBudget {
    return new HelloBudget(HELLO_INVITED_MAX);
  }

  /** Counts one more for every key; false if one of them had its share. Refused ones don't count. */
  take(keys: readonly string[], nowMs: number): boolean {
    const recent = keys.map((key) => (this.instants.get(key) ?? []).filter((atMs) => atMs > nowMs - this.windowMs));
    if (recent.some((instants) => instants.length >= this.max)) return false;
    keys.forEach((key, index) => {
      this.instants.delete(key);
      this.instants.set(key, [...(recent[index] ?? []), nowMs]);
    });
    for (const key of this.instants.keys()) {
      if (this.instants.size <= HELLO_COUNTED_MAX) break;
      this.instants.delete(key);
    }
    return true;
  }
}
