import { describe, expect, test } from 'vitest';
import { lineIdOfBytes, parseLineId, sameLineId } from '../cipher-sets/line-id.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { createLine, judgeOpen, type Line } from './line.ts';
import type { ReceivedOpen } from './open.ts';
import { Session } from './session.ts';

const id = (byte: number) => lineIdOfBytes(new Uint8Array(16).fill(byte));
const lineKey = (byte: number) => new Uint8Array(64).fill(byte);
const hashname = 'a'.repeat(64) as Hashname;

function open(atMs: number, lineByte: number, keyByte = lineByte): ReceivedOpen {
  const identity = { hashname, parts: {}, keys: {} };
  return { csid: '2a', identity, lineId: id(lineByte), lineKey: lineKey(keyByte), atMs };
}

/** A line whose session came of `open(10, 1)`. */
function standing(): Line {
  const keys = { encrypt: new Uint8Array(32), decrypt: new Uint8Array(32) };
  const derive = () => keys;
  const session = new Session({
    csid: '2a',
    theirId: id(1),
    theirLineKey: lineKey(1),
    nextIv: () => undefined,
    derive,
  });
  return { ...createLine(hashname), session, theirAtMs: 10 };
}

const gone = (): Line => ({ ...createLine(hashname), theirAtMs: 10 });

describe('an open', () => {
  test.each([
    ['of somebody unknown begins a line', createLine(hashname), open(0, 1), 'new-line'],
    ['that came before is a wish to hear ours again', standing(), open(10, 1), 'repeat'],
    ['of the same line with a newer stamp is a wish to hear ours again', standing(), open(11, 1), 'repeat'],
    ['of the same line with another key only changes the keys', standing(), open(10, 1, 2), 'recalculate'],
    ['of another line with a newer stamp begins a line', standing(), open(11, 2), 'new-line'],
    ['of another line with the same stamp is stale', standing(), open(10, 2), 'stale'],
    ['of another line with an older stamp is stale', standing(), open(9, 2), 'stale'],
    ['of the same line with an older stamp is stale', standing(), open(9, 1), 'stale'],
    ['with a known stamp is taken again when our side is new', gone(), open(10, 1), 'new-line'],
    ['with an older stamp is stale even then', gone(), open(9, 1), 'stale'],
  ] as const)('%s', (_, line, received, verdict) => {
    expect(judgeOpen(line, received)).toBe(verdict);
  });
});

describe('line ids', () => {
  test.each([undefined, 5, '', 'A'.repeat(32), 'a'.repeat(31), 'a'.repeat(34), 'g'.repeat(32)])(
    '%j is none',
    (json) => {
      expect(parseLineId(json)).toBeUndefined();
    },
  );

  test('are compared by their bytes', () => {
    expect(sameLineId(id(1), id(1))).toBe(true);
    expect(sameLineId(id(1), id(2))).toBe(false);
    expect(() => lineIdOfBytes(new Uint8Array(15))).toThrow(RangeError);
  });
});
