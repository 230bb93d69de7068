import { describe, expect, test } from 'vitest';
import { PATH_REQUEST_MS, PATH_REQUESTS_MAX } from '../constants.ts';
import type { Path } from '../paths/path.ts';
import { PathRequests, readCapacity, readPathRequest, writePathAnswer, writePathRequest } from './path.ts';

const CAPACITY = { windowPackets: 100, datagramBytesMax: 4_000 };

const at = (ip: string): Path => ({ type: 'ipv4', ip, port: 1 });
const OWN = [at('127.0.0.1'), at('192.168.0.2'), at('203.0.113.2')];

describe('a path request', () => {
  test('tells local addresses only to whoever is as near', () => {
    const told = (over: string) => writePathRequest(OWN, [], at(over), CAPACITY).paths;
    expect(told('8.8.8.8')).toEqual([{ type: 'ipv4', ip: '203.0.113.2', port: 1 }]);
    expect(told('192.168.0.9')).toHaveLength(2);
    expect(told('127.0.0.1')).toHaveLength(3);
  });

  test('with nothing to tell has no list, as that of the reference', () => {
    expect(writePathRequest([at('10.0.0.1')], [], at('8.8.8.8'), CAPACITY)).toEqual({
      type: 'path',
      window: 100,
      datagram: 4_000,
    });
  });

  test('from far away cannot send us into our own network', () => {
    const json = { type: 'path', paths: [{ type: 'ipv4', ip: '192.168.0.1', port: 53 }] };
    expect(readPathRequest(json, at('8.8.8.8'), []).paths).toEqual([]);
    expect(readPathRequest(json, at('192.168.0.7'), []).paths).toHaveLength(1);
  });

  test.each([0, -1, 1.5, '100', null])('says nothing of a window by %j', (window) => {
    expect(readCapacity({ window, datagram: 4_000 })).toBeUndefined();
  });

  test('is answered with the address that the answer goes to', () => {
    expect(writePathAnswer(at('8.8.8.8'))).toEqual({ path: { type: 'ipv4', ip: '8.8.8.8', port: 1 } });
  });
});

describe('our requests', () => {
  test('are measured by the first answer that comes the same way', () => {
    const requests = new PathRequests();
    requests.add(3, 'a', 100);
    expect(requests.answered(3, 'b', 110)).toEqual({ roundTripMs: undefined });
    expect(requests.answered(3, 'a', 125)).toEqual({ roundTripMs: 25 });
    expect(requests.answered(3, 'a', 900)).toEqual({ roundTripMs: undefined });
  });

  test('are answered only if they were asked, and not too late', () => {
    const requests = new PathRequests();
    requests.add(3, 'a', 0);
    expect(requests.answered(5, 'a', 1)).toBeUndefined();
    expect(requests.answered(3, 'a', PATH_REQUEST_MS + 1)).toBeUndefined();
  });

  test('are bounded: the oldest leaves', () => {
    const requests = new PathRequests();
    for (let channelId = 1; channelId <= PATH_REQUESTS_MAX + 1; channelId++) requests.add(channelId, 'a', 0);
    expect(requests.answered(1, 'a', 1)).toBeUndefined();
    expect(requests.answered(2, 'a', 1)).toBeDefined();
  });
});
