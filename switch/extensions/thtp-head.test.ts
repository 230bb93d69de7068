import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, utf8Encode } from '../bytes.ts';
import { THTP_HEAD_BYTES_MAX, THTP_HEADERS_MAX } from '../constants.ts';
import { encodeJsonPacket } from '../packet/packet.ts';
import {
  contentLengthOf,
  readThtpRequest,
  readThtpResponse,
  ThtpHeadReader,
  writeThtpRequest,
  writeThtpResponse,
} from './thtp-head.ts';

/** Gives the bytes in pieces; the head, and the body from there on. */
function readIn(pieces: readonly Uint8Array[]) {
  const reader = new ThtpHeadReader();
  for (const [at, piece] of pieces.entries()) {
    const read = reader.push(piece);
    if (!read.ok) return read.error;
    if (read.value !== undefined)
      return { json: read.value.json, body: concat(read.value.rest, ...pieces.slice(at + 1)) };
  }
  return undefined;
}

const headerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).filter((name) => !/^(method|path|status)$/.test(name));
const headers = fc.dictionary(headerName, fc.stringMatching(/^[^\r\n\0]{0,40}$/u), { noNullPrototype: true });

describe('a head', () => {
  test('is read as it was written, in whatever pieces it comes', () => {
    const body = fc.uint8Array({ maxLength: 300 });
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(headers, body, cuts, (given, bytes, sizes) => {
        const request = { method: 'get', path: '/a?b=c', headers: given };
        const all = concat(writeThtpRequest(request), bytes);
        const pieces: Uint8Array[] = [];
        for (let at = 0, n = 0; at < all.length; n++) {
          const size = sizes[n % sizes.length] ?? 1;
          pieces.push(all.subarray(at, at + size));
          at += size;
        }
        const read = readIn(pieces);
        if (typeof read !== 'object') throw new Error(`not read: ${read}`);
        expect(readThtpRequest(read.json)).toEqual({ ok: true, value: request });
        expect(read.body).toEqual(bytes);
      }),
    );
  });

  test('of an answer is the one of the specification', () => {
    const bytes = writeThtpResponse({ status: 301, headers: { Server: 'nginx', 'Content-Length': '178' } });
    const read = readIn([bytes]);
    if (typeof read !== 'object') throw new Error(`not read: ${read}`);
    expect(read.json).toEqual({ status: 301, server: 'nginx', 'content-length': '178' });
    const head = readThtpResponse(read.json);
    expect(head.ok && contentLengthOf(head.value.headers)).toBe(178);
  });

  test('is refused by its length alone when it is too long', () => {
    const length = THTP_HEAD_BYTES_MAX + 1;
    expect(readIn([Uint8Array.of(length >> 8, length & 0xff)])).toBe('head-too-large');
  });

  test.each([['[1]'], ['7'], ['{"a":'], ['null']])('that is %s is none', (text) => {
    const head = utf8Encode(text);
    expect(readIn([concat(Uint8Array.of(0, head.length), head)])).toBe('head-not-json');
  });

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (pieces) => {
        readIn(pieces);
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (json) => {
        const read = readIn([encodeJsonPacket(JSON.parse(JSON.stringify(json)))]);
        if (typeof read !== 'object') return;
        readThtpRequest(read.json);
        readThtpResponse(read.json);
      }),
    );
  });
});

describe('of what others wrote', () => {
  test.each([
    [{ path: '/' }],
    [{ method: 'get' }],
    [{ method: 'get', path: 'relative' }],
    [{ method: 'a b', path: '/' }],
    [{ method: 7, path: '/' }],
  ])('%j is no request', (json) => {
    expect(readThtpRequest(json)).toEqual({ ok: false, error: 'head-incomplete' });
  });

  test.each([[{}], [{ status: 0 }], [{ status: 600 }], [{ status: 'ok' }], [{ status: 200.5 }]])(
    '%j is no answer',
    (json) => {
      expect(readThtpResponse(json)).toEqual({ ok: false, error: 'head-incomplete' });
    },
  );

  test('headers that would break a line elsewhere are left out, names are made lower-case', () => {
    const json = { status: 200, 'X-Good': 'yes', 'x-bad': 'a\r\nset-cookie: b', 'x y': 'z', list: ['a'], age: 7 };
    expect(readThtpResponse(json)).toEqual({
      ok: true,
      value: { status: 200, headers: { 'x-good': 'yes', age: '7' } },
    });
  });

  test('too many headers are too many', () => {
    const json = Object.fromEntries(Array.from({ length: THTP_HEADERS_MAX + 1 }, (_, n) => [`h${n}`, 'x']));
    expect(readThtpResponse({ ...json, status: 200 })).toEqual({ ok: false, error: 'head-too-large' });
  });

  test.each([['-1'], ['1e3'], [''], ['99999999999999999999'], ['0x10']])('%j is no length', (text) => {
    expect(contentLengthOf({ 'content-length': text })).toBeUndefined();
  });
});

test('what nobody would take is not written', () => {
  const head = { method: 'get', path: '/', headers: {} };
  for (const bad of [{ method: '' }, { path: 'a' }, { headers: { path: '/b' } }, { headers: { a: 'b\nc' } }])
    expect(() => writeThtpRequest({ ...head, ...bad })).toThrow(RangeError);
  expect(() => writeThtpResponse({ status: 99, headers: {} })).toThrow(RangeError);
  expect(() => writeThtpResponse({ status: 200, headers: { big: 'x'.repeat(THTP_HEAD_BYTES_MAX) } })).toThrow(
    RangeError,
  );
});
