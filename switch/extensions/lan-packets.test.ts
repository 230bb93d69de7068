import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../bytes.ts';
import { identityOfKeys } from '../hashname/keys.ts';
import { isJsonObject, type JsonObject } from '../packet/json.ts';
import { decodePacket } from '../packet/packet.ts';
import vectors from '../testing/discovery-vectors.json' with { type: 'json' };
import { encodePing, encodePong, newTrace, readPing, readPong } from './lan-packets.ts';

const port = {
  sha256: (...parts: readonly Uint8Array[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
};
const ours = identityOfKeys(port, { '2a': Uint8Array.of(1, 2, 3) });
const theirs = identityOfKeys(port, { '1a': Uint8Array.of(4), '2a': Uint8Array.of(5, 6) });

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

function parse(bytes: Uint8Array): { readonly json: JsonObject; readonly body: Uint8Array } {
  const packet = decodePacket(bytes);
  if (!packet.ok || packet.value.head.kind !== 'json' || !isJsonObject(packet.value.head.json))
    throw new Error('no JSON');
  return { json: packet.value.head.json, body: packet.value.body };
}

describe('the reference', () => {
  const [pingVector, pongVector] = vectors.discovery;
  if (pingVector === undefined || pongVector === undefined) throw new Error('two vectors');
  const { trace } = pingVector.json;
  const asker = { '1a': '' };

  test('its ping is read, and ours is the same to the byte', () => {
    expect(readPing(parse(bytesOf(pingVector.bytes)).json)).toEqual({ trace, csids: asker });
    expect(toHex(encodePing(asker, trace))).toBe(pingVector.bytes);
  });

  test('its pong is read by who asked with 1a, and ours is the same to the byte', () => {
    const { json, body } = parse(bytesOf(pongVector.bytes));
    const pong = readPong(port, asker, json, body);
    expect(pong).toMatchObject({ trace, identity: { parts: pongVector.json.from, keys: { '1a': body } } });
    if (pong === undefined) return;
    expect(toHex(encodePong(pong.identity, { trace, csids: asker }) ?? new Uint8Array())).toBe(pongVector.bytes);
  });
});

describe('ping', () => {
  test('says cipher sets and nothing that names us', () => {
    const text = new TextDecoder().decode(encodePing(theirs.parts, 'ab'));
    expect(text).toContain('{"type":"ping","trace":"ab","1a":true,"2a":true}');
    for (const name of [theirs.hashname, ...Object.values(theirs.parts)]) expect(text).not.toContain(name);
  });

  test('has a trace of 32 hex digits', () => {
    expect(newTrace((length) => new Uint8Array(length).fill(0xa5))).toBe('a5'.repeat(16));
  });

  test('only true names a cipher set; the trace is an optional, short text', () => {
    expect(readPing({ type: 'ping', '1a': 1, '2a': true, xx: true, '3A': true })?.csids).toEqual({ '2a': '' });
    expect(readPing({ type: 'ping', '2a': true })?.trace).toBeUndefined();
    expect(readPing({ type: 'ping', trace: 'x'.repeat(65) })).toBeUndefined();
    expect(readPing({ type: 'ping', trace: 7 })).toBeUndefined();
    expect(readPing({ type: 'pong', trace: 'x' })).toBeUndefined();
  });
});

describe('pong', () => {
  const answer = (ping: JsonObject) => encodePong(theirs, readPing(ping) ?? { trace: undefined, csids: {} });

  test('carries the key of the highest cipher set that both have', () => {
    const both = parse(answer({ type: 'ping', trace: 't', '1a': true, '2a': true }) ?? new Uint8Array());
    expect(both.body).toEqual(theirs.keys['2a']);
    const one = parse(answer({ type: 'ping', trace: 't', '1a': true, '3a': true }) ?? new Uint8Array());
    expect(one.body).toEqual(theirs.keys['1a']);
    expect(answer({ type: 'ping', trace: 't', '3a': true })).toBeUndefined();
  });

  test('a key that is not of the parts, no trace, or no common cipher set: nobody', () => {
    const { json, body } = parse(encodePong(theirs, { trace: 't', csids: ours.parts }) ?? new Uint8Array());
    expect(readPong(port, ours.parts, json, body)).toEqual({
      trace: 't',
      identity: { ...theirs, keys: { '2a': theirs.keys['2a'] } },
    });
    expect(readPong(port, ours.parts, json, Uint8Array.of(5, 7))).toBeUndefined();
    expect(readPong(port, ours.parts, { ...json, trace: null }, body)).toBeUndefined();
    expect(readPong(port, { '3a': '' }, json, body)).toBeUndefined();
    expect(readPong(port, ours.parts, { ...json, type: 'ping' }, body)).toBeUndefined();
  });

  test('nothing that comes makes either reader throw', () => {
    const anyHead = fc.dictionary(fc.constantFrom('type', 'trace', 'from', '2a', '__proto__'), fc.jsonValue());
    const type = fc.constantFrom('ping', 'pong');
    fc.assert(
      fc.property(anyHead, type, fc.uint8Array(), (head, name, body) => {
        const json = JSON.parse(JSON.stringify({ ...head, type: name }));
        readPing(json);
        expect(readPong(port, ours.parts, json, body)).toBeUndefined();
      }),
    );
  });
});
