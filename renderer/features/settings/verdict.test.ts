import { describe, expect, test } from 'vitest';
import type { ConnectionReportView } from '../../../electron/bridge/contract.ts';
import { findings, supportText, verdictOf } from './verdict.ts';

const HASHNAME = 'a'.repeat(64);
const SEED = { hashname: HASHNAME, isOwn: true, isLinked: true, contact: 'Anna' };
const REPORT: ConnectionReportView = {
  state: 'listening',
  port: 42_424,
  ways: { ipv4: true, ipv6: false, tcp: true },
  networkCount: 1,
  outside: { mapping: 'none', seen: 'unknown', isReachable: false, hasSent: true, hasHeard: true },
  seeds: [SEED],
  carried: { bytes: 0, packets: 0, introductions: 0 },
  atMs: 1_800_000_000_000,
};
const outside = (change: Partial<ConnectionReportView['outside']>) => ({ ...REPORT.outside, ...change });
const contact = (way: 'direct' | 'connected' | 'waiting' | 'no-way-yet', through?: 'bridge') => ({
  ...REPORT,
  contact: { way, ...(through && { through }) },
});

describe('one verdict', () => {
  test.each([
    [{ ...REPORT, state: 'failed' as const }, 'verdict.blocked', 'fix.firewall'],
    [{ ...REPORT, networkCount: 0 }, 'verdict.offline', 'fix.connect'],
    [{ ...REPORT, outside: outside({ isReachable: true }) }, 'verdict.open', undefined],
    [REPORT, 'verdict.good', undefined],
    [{ ...REPORT, outside: outside({ seen: 'varies' }) }, 'verdict.hard', 'fix.mapping'],
    [{ ...REPORT, seeds: [] }, 'verdict.nearOnly', 'fix.addSeed'],
    [{ ...REPORT, seeds: [{ ...SEED, isLinked: false }] }, 'verdict.seedsSilent', 'fix.waitSeeds'],
    [
      { ...REPORT, seeds: [{ ...SEED, isLinked: false }], outside: outside({ hasHeard: false }) },
      'verdict.udpSilent',
      'fix.firewall',
    ],
    [contact('direct'), 'verdict.contactDirect', undefined],
    [contact('connected', 'bridge'), 'verdict.contactHelped', 'fix.mapping'],
    [contact('connected'), 'verdict.contactConnected', undefined],
    [contact('no-way-yet'), 'verdict.contactNoWay', 'fix.meetOnce'],
    [contact('waiting'), 'verdict.contactAway', undefined],
    [{ ...contact('waiting'), seeds: [] }, 'verdict.contactAwayHere', 'fix.addSeed'],
  ])('case %#', (report, verdict, fix) => {
    expect(verdictOf(report)).toEqual(fix === undefined ? { verdict } : { verdict, fix });
  });

  test('a line that somebody carries is never called direct', () => {
    const report = contact('connected', 'bridge');
    expect(verdictOf(report).verdict).not.toMatch(/Direct|Near/);
  });

  test('a port mapping that is switched off is the first thing to switch on', () => {
    const off = { ...contact('connected', 'bridge'), outside: outside({ mapping: 'off' }) };
    expect(verdictOf(off).fix).toBe('fix.mappingOn');
  });
});

test('what was not observed is called unknown, not good', () => {
  const quiet = { ...REPORT, outside: outside({ hasSent: false, hasHeard: false }) };
  expect(findings(quiet).map(({ state }) => state)).toContain('check.udp.unknown');
  expect(findings(quiet).map(({ state }) => state)).toContain('check.holes.unknown');
});

test('what is copied for support names nobody and no address', () => {
  const text = supportText({ ...REPORT, contact: { way: 'connected' } }, '0.1.0', 'linux');
  expect(text).toContain('seeds: 1 of 1 linked');
  expect(text).toContain('from there: no answer');
  expect(text).not.toMatch(/Anna|aaaa|42424|\d+\.\d+\.\d+\.\d+/);
});

test('a public address at which nobody from outside has been heard is no proof', () => {
  const untried = { ...REPORT, outside: outside({ isReachable: true, hasHeard: false }) };
  expect(verdictOf(untried)).toEqual({ verdict: 'verdict.maybeOpen' });
  expect(findings(untried).map(({ state }) => state)).toContain('check.holes.public');
});
