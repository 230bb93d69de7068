import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEE_READ_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { readLink, writeKeepalive, writeLink } from './link.ts';
import { readSee, readSeeAddress, writeSeeAddress } from './see-address.ts';
import { readSeek, readSeekAnswer, writeSeek, writeSeekAnswer } from './seek.ts';

const ALICE = 'a'.repeat(64) as Hashname;
const BOB = 'b'.repeat(64) as Hashname;
const PARTS = { '2a': '1'.repeat(64) };

describe('an address of a see', () => {
  test('reads as the reference writes it', () => {
    const address = 'dc29446f1c82e7cd52dcd0f01cd16ec89f991f79c68dfab65f0fac47a3212a1c,3a,198.51.100.3,42424';
    expect(readSeeAddress(address)).toEqual({
      hashname: address.slice(0, 64),
      csid: '3a',
      address: { type: 'ipv4', ip: '198.51.100.3', port: 42424 },
    });
  });

  test.each([
    ['a private address', `${ALICE},2a,192.168.0.3,42424`],
    ['our own machine', `${ALICE},2a,127.0.0.1,42424`],
    ['a broadcast address', `${ALICE},2a,255.255.255.255,42424`],
    ['port 0', `${ALICE},2a,198.51.100.3,0`],
    ['a port beyond', `${ALICE},2a,198.51.100.3,65536`],
    ['an odd port', `${ALICE},2a,198.51.100.3,42424x`],
    ['no port', `${ALICE},2a,198.51.100.3`],
    ['a name', `${ALICE},2a,example.org,42424`],
  ])('that leads to %s is only a name', (_, address) => {
    expect(readSeeAddress(address)).toEqual({ hashname: ALICE, csid: '2a' });
  });

  test.each([
    [''],
    [ALICE],
    [`${ALICE},`],
    [`${ALICE},2A`],
    [`${ALICE.slice(1)},2a`],
    [7],
    [null],
    [`${ALICE},2a,${'1'.repeat(99)}`],
  ])('%j is none', (address) => {
    expect(readSeeAddress(address)).toBeUndefined();
  });

  test('what is written reads back, unless the two share no cipher set', () => {
    const path = { type: 'ipv4', ip: '198.51.100.3', port: 42424 } as const;
    const written = writeSeeAddress({ hashname: ALICE, parts: PARTS, path }, PARTS);
    expect(written && readSeeAddress(written)).toEqual({ hashname: ALICE, csid: '2a', address: path });
    expect(writeSeeAddress({ hashname: ALICE, parts: PARTS, path }, { '3a': '' })).toBeUndefined();
  });

  test('local addresses and relays are told to nobody', () => {
    const local = { type: 'ipv4', ip: '10.0.0.3', port: 42424 } as const;
    const relay = { type: 'relay', via: BOB, remote: ALICE, at: local } as const;
    for (const path of [local, relay, undefined])
      expect(writeSeeAddress({ hashname: ALICE, parts: PARTS, path }, PARTS)).toBe(`${ALICE},2a`);
  });

  test('a list is read as far as its first entries, each hashname once, whatever else is in it', () => {
    const names = Array.from({ length: 99 }, (_, n) => `${n.toString(16).padStart(64, '0')},2a`);
    expect(readSee(['', null, `${ALICE},2a`, `${ALICE},1a`]).length).toBe(1);
    expect(readSee(names).length).toBe(SEE_READ_MAX);
    expect(readSee({ 0: `${ALICE},2a` })).toEqual([]);
    fc.assert(fc.property(fc.jsonValue(), (json) => void readSee(json as never)));
  });
});

describe('seek', () => {
  test('the value is a prefix in lower-case hex of at least one byte', () => {
    expect(readSeek(writeSeek(ALICE, BOB))).toBe('bbbb');
    expect(readSeek({ seek: '17104' })).toBe('17104');
    for (const seek of ['', 'b', 'BB', 'xy', `${BOB}b`, 7, null]) expect(readSeek({ seek })).toBeUndefined();
    expect(readSeek({})).toBeUndefined();
  });

  test('an answer ends the channel, and lists', () => {
    const answer = writeSeekAnswer([`${ALICE},2a`]);
    expect(answer.end).toBe(true);
    expect(readSeekAnswer(answer)).toEqual([{ hashname: ALICE, csid: '2a' }]);
    expect(readSeekAnswer({ end: true })).toEqual([]);
  });
});

describe('link', () => {
  test('a request tells whether its sender seeds, and names some', () => {
    expect(readLink(writeLink(true, [`${ALICE},2a`]))).toEqual({
      isSeed: true,
      see: [{ hashname: ALICE, csid: '2a' }],
    });
  });

  test('a keepalive is one key', () => {
    expect(writeKeepalive(false)).toEqual({ seed: false });
    expect(readLink({ seed: 'yes' })).toEqual({ isSeed: false, see: [] });
  });
});
