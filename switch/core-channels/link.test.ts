import { expect, test } from 'vitest';
import { readLink, writeKeepalive, writeLink, writeOffer } from './link.ts';

test('a link says for which networks it bridges; a keepalive says nothing new, an empty list takes it back', () => {
  expect(readLink(writeLink(true, [], ['ipv4', 'ipv6']))).toEqual({ isSeed: true, see: [], bridges: ['ipv4', 'ipv6'] });
  expect(readLink(writeKeepalive(false))).toEqual({ isSeed: false, see: [], bridges: undefined });
  expect(readLink(writeOffer(true, [])).bridges).toEqual([]);
});

test('what is no list of networks is as if it were not there, and a long one is cut', () => {
  expect(readLink({ seed: true, bridges: 'ipv4' }).bridges).toBeUndefined();
  expect(readLink({ seed: true, bridges: [1, null, 'ipv4'] }).bridges).toEqual(['ipv4']);
  expect(readLink({ seed: true, bridges: Array.from({ length: 1_000 }, () => 'ipv4') }).bridges?.length).toBeLessThan(
    9,
  );
});
