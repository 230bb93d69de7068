import { expect, test } from 'vitest';
import { lineIdOfBytes } from '../cipher-sets/line-id.ts';
import { Session } from './session.ts';

const crypto = { wipe: (secret: Uint8Array) => void secret.fill(0) };

function sessionWith(keys: Session['keys']) {
  let derivedCount = 0;
  const session = new Session({
    csid: '2a',
    theirId: lineIdOfBytes(new Uint8Array(16)),
    theirLineKey: new Uint8Array(64),
    nextIv: () => undefined,
    derive: () => {
      derivedCount++;
      return keys;
    },
  });
  return { session, derivedCount: () => derivedCount };
}

const fresh = () => ({ encrypt: new Uint8Array(32).fill(1), decrypt: new Uint8Array(32).fill(2) });

test('keys are made when they are first asked for, once', () => {
  const { session, derivedCount } = sessionWith(fresh());
  expect(derivedCount()).toBe(0);
  expect(session.keys).toBe(session.keys);
  expect(derivedCount()).toBe(1);
});

test('a line key that is none gives none, and is not tried again', () => {
  const { session, derivedCount } = sessionWith(undefined);
  expect([session.keys, session.keys]).toEqual([undefined, undefined]);
  expect(derivedCount()).toBe(1);
});

test('wiped keys are zeros, and those that were never made never will be', () => {
  const keys = fresh();
  const { session } = sessionWith(keys);
  expect(session.keys).toBe(keys);
  session.wipe(crypto);
  expect([...keys.encrypt, ...keys.decrypt].every((byte) => byte === 0)).toBe(true);

  const { session: unused, derivedCount } = sessionWith(fresh());
  unused.wipe(crypto);
  expect([unused.keys, derivedCount()]).toEqual([undefined, 0]);
});
