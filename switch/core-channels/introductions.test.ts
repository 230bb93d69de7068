import { describe, expect, test } from 'vitest';
import { fromHex } from '../bytes.ts';
import { lineIdOfBytes } from '../cipher-sets/line-id.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { PublicIdentity } from '../hashname/keys.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import type { Path } from '../paths/path.ts';
import { testIdentities } from '../tests/sim-crypto.ts';
import { readBridgeRequest, writeBridgeRequest } from './bridge.ts';
import { connectPaths, readConnectRequest, writeConnectRequest } from './connect.ts';
import { readPeerRequest, writePeerRequest } from './peer.ts';

const port = createNodeCrypto();
const v4 = (ip: string, portNumber = 42_424): Path => ({ type: 'ipv4', ip, port: portNumber });
const PUBLIC = v4('198.51.100.2');
const OTHER = v4('198.51.100.3');
const LOCAL = v4('192.168.1.5');
const LOOPBACK = v4('127.0.0.1');

/** Made with the reference switch: what a seed sent to bob when alice had asked for him (vectors, exchange "introduction"). */
const CONNECT = {
  from: { '3a': '064e6ac1f3ad1afce0f8d85eb291d7eb0a01913cfc035f36ff7bf6a7378727e7' },
  paths: [{ type: 'ipv4', ip: '198.51.100.2', port: 42424 }],
  type: 'connect',
  c: 4,
};
const KEY = fromHex('470097042feb12bfed05dea69fcd54e18a647e7cfc1021764d2492f005effc35') ?? new Uint8Array();
const ALICE = 'e354ccb3d1ad881ac1f74e6261fac5798574486630ccac15a3df797576d53e50';
const BOB: PublicIdentity = {
  hashname: 'dc29446f1c82e7cd52dcd0f01cd16ec89f991f79c68dfab65f0fac47a3212a1c' as Hashname,
  parts: { '3a': '00'.repeat(32) }, // which cipher sets he has is all that is looked at
  keys: {},
};
const read = (json: Parameters<typeof readConnectRequest>[2], key: Uint8Array, over: Path = PUBLIC) =>
  readConnectRequest(port, BOB, json, key, over, []);

describe('a connect', () => {
  test('of the reference is read: who asks is the hashname of its parts', () => {
    const request = read(CONNECT, KEY);
    expect(request?.identity.hashname).toBe(ALICE);
    expect(request?.identity.keys).toEqual({ '3a': KEY });
    expect(request?.paths).toEqual([PUBLIC]);
  });

  test('with another key, without a shared cipher set or without parts is none', () => {
    expect(
      read(
        CONNECT,
        KEY.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
      ),
    ).toBeUndefined();
    expect(read(CONNECT, new Uint8Array())).toBeUndefined();
    expect(read({ ...CONNECT, from: { '2a': CONNECT.from['3a'] } }, KEY)).toBeUndefined();
    expect(read({ ...CONNECT, from: {} }, KEY)).toBeUndefined();
    expect(read({ ...CONNECT, from: ALICE }, KEY)).toBeUndefined();
  });

  test('makes nobody send into a network of their own, unless it came from there', () => {
    const json = { ...CONNECT, paths: [LOCAL, LOOPBACK, PUBLIC].map((path) => ({ ...path })) };
    expect(read(json, KEY)?.paths).toEqual([PUBLIC]);
    expect(read(json, KEY, v4('192.168.1.9'))?.paths).toEqual([LOCAL, PUBLIC]);
    expect(read(json, KEY, LOOPBACK)?.paths).toEqual([LOCAL, LOOPBACK, PUBLIC]);
  });

  test('has where the asker was seen, once and first, if that may be told', () => {
    expect(connectPaths([OTHER, PUBLIC], PUBLIC, OTHER, [])).toEqual([PUBLIC, OTHER]);
    expect(connectPaths([], PUBLIC, OTHER, [])).toEqual([PUBLIC]);
    expect(connectPaths([OTHER], LOCAL, PUBLIC, [])).toEqual([OTHER]);
    expect(connectPaths([], LOCAL, v4('192.168.1.9'), [])).toEqual([LOCAL]);
    expect(
      connectPaths(
        Array.from({ length: 20 }, (_, n) => v4(`198.51.100.${n}`)),
        LOOPBACK,
        LOOPBACK,
        [],
      ),
    ).toHaveLength(8);
  });

  test('is written as it is read', () => {
    const [, someone] = testIdentities;
    if (someone === undefined) throw new Error('there are test identities');
    const json = writeConnectRequest(someone.parts, [PUBLIC, OTHER]);
    const request = readConnectRequest(port, someone, json, someone.keys['2a'] ?? new Uint8Array(), PUBLIC, []);
    expect(request).toMatchObject({ identity: { hashname: someone.hashname }, paths: [PUBLIC, OTHER] });
  });
});

describe('a peer', () => {
  test('tells public addresses only, and is believed no others', () => {
    expect(writePeerRequest(BOB.hashname, [LOCAL, PUBLIC, LOOPBACK])).toEqual({ peer: BOB.hashname, paths: [PUBLIC] });
    expect(writePeerRequest(BOB.hashname, [LOCAL])).toEqual({ peer: BOB.hashname });
    const json = { peer: BOB.hashname, paths: [LOCAL, PUBLIC].map((path) => ({ ...path })) };
    expect(readPeerRequest(json)).toEqual({ target: BOB.hashname, paths: [PUBLIC] });
  });

  test('without a hashname is none', () => {
    for (const json of [{}, { peer: 7 }, { peer: 'dc29' }, { peer: BOB.hashname.toUpperCase() }])
      expect(readPeerRequest(json)).toBeUndefined();
  });
});

describe('a bridge', () => {
  const request = {
    to: lineIdOfBytes(new Uint8Array(16).fill(1)),
    path: PUBLIC,
    from: lineIdOfBytes(new Uint8Array(16).fill(2)),
  };

  test('is read as it is written', () => {
    expect(readBridgeRequest(writeBridgeRequest(request))).toEqual(request);
  });

  test('that lacks something is none', () => {
    const json = writeBridgeRequest(request);
    for (const key of ['to', 'path', 'from']) expect(readBridgeRequest({ ...json, [key]: 'x' })).toBeUndefined();
  });
});
