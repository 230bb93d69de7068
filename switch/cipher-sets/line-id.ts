import { equalBytes, fromHex, toHex } from '../bytes.ts';
import type { JsonValue } from '../packet/json.ts';

/** The 16 random bytes that tell a line's recipient which keys to use (network.md "open"). */
export type LineId = Uint8Array & { readonly __brand: 'LineId' };

export const LINE_ID_BYTES = 16;

/** Takes exactly 16 bytes; anything else is a bug. */
export function lineIdOfBytes(bytes: Uint8Array): LineId {
  if (bytes.length !== LINE_ID_BYTES) throw new RangeError(`a line id has ${LINE_ID_BYTES} bytes, not ${bytes.length}`);
  return bytes as LineId; // its length has just been checked
}

/** Reads `line` of an open: undefined unless it is 32 lower-case hex digits. */
export function parseLineId(json: JsonValue | undefined): LineId | undefined {
  const bytes = typeof json === 'string' ? fromHex(json) : undefined;
  return bytes?.length === LINE_ID_BYTES ? lineIdOfBytes(bytes) : undefined;
}

export function lineIdText(id: LineId): string {
  return toHex(id);
}

export function sameLineId(a: LineId, b: LineId): boolean {
  return equalBytes(a, b);
}
