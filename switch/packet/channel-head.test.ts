import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChannelHead, readContent, writeContent } from './channel-head.ts';
import type { JsonObject } from './json.ts';

const anyObject = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;

describe('the HEAD of a channel packet', () => {
  test.each([{}, { c: 0 }, { c: -1 }, { c: 1.5 }, { c: '1' }, { c: 4_294_967_296 }, { c: null }])(
    '%j is no channel packet',
    (json) => {
      expect(readChannelHead(json)).toBeUndefined();
    },
  );

  test('keys with values that they cannot have are as if they were not there', () => {
    const json = { c: 1, type: 5, seq: -1, ack: 'x', miss: 'y', end: 0, err: '' };
    expect(readChannelHead(json)).toEqual({
      channelId: 1,
      type: undefined,
      seq: undefined,
      ack: undefined,
      miss: undefined,
      end: false,
      err: undefined,
    });
  });

  test("the reference's ack of -1, its truthy ends and its errs are understood", () => {
    const head = readChannelHead({ c: 7, ack: -1, miss: [1, 2], end: 'true', err: { no: 'text' } });
    expect(head).toMatchObject({ ack: -1, miss: [1, 2], end: true, err: 'error' });
  });

  test('a miss of more than a hundred is discarded, and what is no number in a shorter one', () => {
    expect(readChannelHead({ c: 1, miss: Array.from({ length: 101 }, () => 1) })?.miss).toBeUndefined();
    expect(readChannelHead({ c: 1, miss: [1, 'x', -1, 2.5, null, 3] })?.miss).toEqual([1, 3]);
  });

  test('no JSON makes it throw', () => {
    fc.assert(
      fc.property(anyObject, fc.jsonValue(), (json, value) => {
        const keys = ['c', 'type', 'seq', 'ack', 'miss', 'end', 'err'];
        for (const key of keys) void readChannelHead({ c: 1, ...json, [key]: value as never });
      }),
    );
  });

  test('content of types with an underscore lies under it; that of others beside the keys of the channel', () => {
    expect(writeContent('_chat', { text: 'hi' })).toEqual({ _: { text: 'hi' } });
    expect(readContent('_chat', { c: 1, seq: 0, _: { text: 'hi' }, stray: 1 })).toEqual({ text: 'hi' });
    expect(readContent('_chat', { c: 1, _: 'no object' })).toEqual({});
    expect(readContent('thtp', { c: 1, seq: 0, ack: 2, end: true, method: 'get' })).toEqual({ method: 'get' });
  });
});
