import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_AFTER_MAX, EVENT_BODY_BYTES_MAX } from '../limits.ts';
import { encodeCanonical, type JsonObject, type JsonValue } from './canonical-json.ts';
import { buildEvent, decodeEvent, type EventFields, eventId, isOwnCode, ownCode } from './event.ts';
import vectors from './event-vectors.json' with { type: 'json' };
import { testId } from './testing/test-log.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const utf8 = (text: string) => new TextEncoder().encode(text);
const ownKey = bytes(vectors.ownKey);

describe('event, committed vectors', () => {
  test.each(vectors.events)('$name', ({ fields, head, body, id, own }) => {
    const { prev, of, re, ...rest } = fields;
    const event = buildEvent(
      { ...rest, prev: prev ?? undefined, of: of ?? undefined, re: re ?? undefined },
      bytes(body),
    );
    expect(hex(event.headBytes)).toBe(head);
    expect(event.id).toBe(id);
    expect(hex(ownCode(ownKey, id))).toBe(own);
    const decoded = decodeEvent(bytes(head), bytes(body));
    expect(decoded).toEqual({ ok: true, value: event });
  });
});

const anyId = fc.nat().map((n) => testId(String(n)));
const anyFields: fc.Arbitrary<EventFields> = fc
  .record({
    conv: anyId,
    by: anyId,
    log: anyId.map((id) => id.slice(0, 16)),
    seq: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    prevId: anyId,
    after: fc.uniqueArray(anyId, { maxLength: EVENT_AFTER_MAX }).map((ids) => ids.sort()),
    at: fc.nat({ max: 2 ** 48 - 1 }),
    kind: fc.constantFrom('text', 'album', 'a-kind-to-come'),
    must: fc.boolean(),
    of: fc.option(anyId, { nil: undefined }),
    re: fc.option(anyId, { nil: undefined }),
  })
  .map(({ prevId, ...fields }) => ({ ...fields, prev: fields.seq === 0 ? undefined : prevId }));
const anyBody = fc.uint8Array({ maxLength: 300 });

const sample: EventFields = {
  conv: testId('conv'),
  by: testId('by'),
  log: '0123456789abcdef',
  seq: 3,
  prev: testId('prev'),
  after: [],
  at: 5,
  kind: 'text',
  must: false,
  of: undefined,
  re: undefined,
};
const sampleBody = utf8('{"text":"hi"}');

/** The sample's head with some members changed; undefined takes one away. */
function changed(change: JsonObject): Uint8Array {
  const head = new TextDecoder().decode(buildEvent(sample, sampleBody).headBytes);
  return encodeCanonical({ ...(JSON.parse(head) as JsonObject), ...change });
}

function problemOf(head: Uint8Array, body: Uint8Array | undefined = sampleBody): string {
  const decoded = decodeEvent(head, body);
  return decoded.ok ? 'accepted' : decoded.error;
}

describe('event', () => {
  test('what we build, we read, and its bytes are the same again', () => {
    fc.assert(
      fc.property(anyFields, anyBody, (fields, body) => {
        const event = buildEvent(fields, body);
        expect(decodeEvent(event.headBytes, body)).toEqual({ ok: true, value: event });
        expect(decodeEvent(event.headBytes, undefined).ok).toBe(true);
      }),
    );
  });

  test('no bytes can make the reader throw', () => {
    const anyHead = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(utf8));
    fc.assert(fc.property(anyHead, anyBody, (head, body) => void decodeEvent(head, body)));
  });

  test('a changed byte of the head is another event or none; of the body, none', () => {
    fc.assert(
      fc.property(anyFields, anyBody, fc.nat(), fc.integer({ min: 1, max: 255 }), (fields, body, at, change) => {
        const event = buildEvent(fields, body);
        const head = flip(event.headBytes, at, change);
        const decoded = decodeEvent(head, body);
        if (decoded.ok) expect(decoded.value.id).not.toBe(event.id);
        if (body.length > 0) {
          expect(problemOf(event.headBytes, flip(body, at, change))).toBe('body-not-as-said');
        }
      }),
    );
  });

  test.each<[string, JsonObject, string]>([
    ['a newer version', { v: 2 }, 'version-unknown'],
    ['a version that is none', { v: '1' }, 'head-v'],
    ['no version', { v: undefined }, 'head-v'],
    ['a conversation in upper case', { conv: testId('c').toUpperCase() }, 'head-conv'],
    ['an author too short', { by: 'ab' }, 'head-by'],
    ['a log too long', { log: '0123456789abcdef0' }, 'head-log'],
    ['a negative seq', { seq: -1 }, 'head-seq'],
    ['half a seq', { seq: 0.5 }, 'head-seq'],
    ['a seq beyond all doubles', { seq: 2 ** 53 }, 'head-seq'],
    ['a first event with a past in its log', { seq: 0 }, 'head-prev'],
    ['a later event without one', { prev: undefined }, 'head-prev'],
    ['an empty past', { after: [] }, 'head-after'],
    ['a past out of order', { after: [testId('a'), testId('b')].sort().reverse() }, 'head-after'],
    ['a past that names one twice', { after: [testId('a'), testId('a')] }, 'head-after'],
    ['a past too long', { after: manyIds(EVENT_AFTER_MAX + 1) }, 'head-after'],
    ['a past of numbers', { after: [1] }, 'head-after'],
    ['a time of 2^48', { at: 2 ** 48 }, 'head-at'],
    ['an empty kind', { kind: '' }, 'head-kind'],
    ['a kind with other letters', { kind: 'Text' }, 'head-kind'],
    ['a kind too long', { kind: 'a'.repeat(33) }, 'head-kind'],
    ['a body too large', { size: EVENT_BODY_BYTES_MAX + 1 }, 'head-size'],
    ['a hash that is none', { hash: 'x' }, 'head-hash'],
    ['must that is not true', { must: false }, 'head-must'],
    ['of that is no id', { of: 'x' }, 'head-of'],
    ['re that is null', { re: null }, 'head-re'],
    ['another size', { size: 4 }, 'body-not-as-said'],
    ['a head too long', { other: 'x'.repeat(4_096) }, 'head-too-long'],
  ])('%s is refused', (_name, change, problem) => {
    expect(problemOf(changed(change))).toBe(problem);
  });

  test('members we do not know are carried in the bytes', () => {
    const head = changed({ other: { a: [1, null] }, after: manyIds(EVENT_AFTER_MAX) });
    expect(problemOf(head)).toBe('accepted');
    expect(eventId(head)).not.toBe(buildEvent(sample, sampleBody).id);
  });

  test.each<[string, Uint8Array, string]>([
    ['no object', utf8('[]'), 'not-an-object'],
    ['white space', utf8('{"v": 1}'), 'not-canonical'],
    ['no JSON', utf8('hello'), 'not-json'],
    ['nothing', new Uint8Array(0), 'not-json'],
  ])('a head that is %s is refused', (_name, head, problem) => {
    expect(problemOf(head)).toBe(problem);
  });

  test('the id is SHA-256 over the domain and the bytes', () => {
    const head = changed({});
    expect(eventId(head)).toBe(createHash('sha256').update('hashline/event/1\n').update(head).digest('hex'));
  });
});

describe('own', () => {
  const id = testId('an event');

  test('is known again by its key alone', () => {
    expect(isOwnCode(ownKey, id, ownCode(ownKey, id))).toBe(true);
    expect(isOwnCode(bytes('01'.repeat(32)), id, ownCode(ownKey, id))).toBe(false);
    expect(isOwnCode(ownKey, testId('another'), ownCode(ownKey, id))).toBe(false);
  });

  test.each([[undefined], [new Uint8Array(0)], [ownCode(ownKey, id).slice(1)], [new Uint8Array(16)]])(
    'anything else is not ours',
    (code) => {
      expect(isOwnCode(ownKey, id, code)).toBe(false);
    },
  );
});

function manyIds(count: number): readonly JsonValue[] {
  return Array.from({ length: count }, (_, index) => testId(String(index))).sort();
}

function flip(original: Uint8Array, at: number, change: number): Uint8Array {
  const copy = new Uint8Array(original);
  const place = at % Math.max(1, copy.length);
  copy[place] = (copy[place] ?? 0) ^ change;
  return copy;
}
