import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Hashname,
  LAN_ANSWER_MS,
  type LocalNetwork,
  type Path,
  type PathStatus,
  type PeerStatus,
} from '../../../switch/index.ts';
import { DIRECT_PACKET_AGE_MS_MAX, GOODBYE_MS, LOOKING_MS_MAX, TRUST_HOLD_MS } from '../limits.ts';
import type { TrustState } from '../views/trust-views.ts';
import { type ShownTrust, settleTrust, type TrustFacts, trustOf } from './trust-state.ts';

const PEER = 'a'.repeat(64) as Hashname;
/** A contact of ours, and somebody who is none. */
const TOM = 'b'.repeat(64) as Hashname;
const STRANGER = 'c'.repeat(64) as Hashname;
const LAN: LocalNetwork = { type: 'ipv4', ip: '192.168.1.7', prefixLength: 24, isLoopback: false };
const OWN: Path = { type: 'ipv4', ip: '192.168.1.7', port: 42424 };

const v4 = (ip: string): Path => ({ type: 'ipv4', ip, port: 4000 });

function pathStatus(ip: string, over: Partial<PathStatus> = {}): PathStatus {
  return {
    path: v4(ip),
    isEstablished: true,
    lastReceivedAtMs: 100_000,
    isClaimedByPeer: true,
    isShared: false,
    ...over,
  };
}

function facts(over: Partial<TrustFacts> = {}, status: Partial<PeerStatus> = {}): TrustFacts {
  return {
    status: { peer: PEER, line: 'open', lineSinceAtMs: 0, paths: [pathStatus('203.0.113.9')], ...status },
    networks: [LAN],
    localPaths: [OWN],
    knownPaths: [],
    askedAtMs: undefined,
    leftAtMs: undefined,
    seeds: new Set(),
    isFriend: (hashname) => hashname === TOM,
    isReachable: false,
    nowMs: 100_000,
    ...over,
  };
}

describe('trustOf', () => {
  test('a fresh packet from an address the peer claims and nobody shares is direct', () => {
    expect(trustOf(facts())).toMatchObject({ state: 'direct', address: '203.0.113.9:4000' });
  });

  test.each(['relay', 'bridge'] as const)(
    'a line through a %s is never direct, whatever else is said of it',
    (kind) => {
      const paths = [
        pathStatus('203.0.113.9', { through: { kind, via: STRANGER } }),
        pathStatus('127.0.0.1', { lastReceivedAtMs: 99_000 }),
      ];
      expect(trustOf(facts({}, { paths })).state).toBe('through-helper');
    },
  );

  test('direct ends with the 35th second after the packet', () => {
    expect(trustOf(facts({ nowMs: 135_000 })).state).toBe('direct');
    expect(trustOf(facts({ nowMs: 135_001 })).state).toBe('looking');
  });

  test('direct over loopback is the same network', () => {
    expect(trustOf(facts({}, { paths: [pathStatus('127.0.0.1')] })).state).toBe('direct-same-network');
  });

  test('a neighbour on the local network is plain direct while nobody has answered by LAN discovery', () => {
    expect(trustOf(facts({}, { paths: [pathStatus('192.168.1.20')] })).state).toBe('direct');
  });

  test('a neighbour who answered there is on the same network, for some minutes', () => {
    const nowMs = 1_000_000;
    const paths = (lanAnsweredAtMs: number) => [
      pathStatus('192.168.1.20', { lastReceivedAtMs: nowMs, lanAnsweredAtMs }),
    ];
    expect(trustOf(facts({ nowMs }, { paths: paths(nowMs) })).state).toBe('direct-same-network');
    const last = trustOf(facts({ nowMs }, { paths: paths(nowMs - LAN_ANSWER_MS) }));
    expect(last).toMatchObject({ state: 'direct-same-network', changesAtMs: nowMs + 1 });
    expect(trustOf(facts({ nowMs }, { paths: paths(nowMs - LAN_ANSWER_MS - 1) })).state).toBe('direct');
  });

  test('what a relay or a bridge carries is never direct, not even with an address of the peer', () => {
    for (const kind of ['relay', 'bridge'] as const) {
      const path = pathStatus('203.0.113.9', { through: { kind, via: STRANGER } });
      expect(trustOf(facts({}, { paths: [path] })).state).toBe('through-helper');
    }
  });

  test('an answer of LAN discovery makes nobody direct who is not', () => {
    const over = { lanAnsweredAtMs: 100_000 };
    const stateOf = (path: PathStatus) => trustOf(facts({}, { paths: [path] })).state;
    expect(stateOf(pathStatus('192.168.1.20', { ...over, isClaimedByPeer: false }))).toBe('connected');
    expect(stateOf(pathStatus('192.168.1.20', { ...over, isShared: true }))).toBe('connected');
    expect(stateOf(pathStatus('192.168.2.20', over))).toBe('direct');
  });

  test('an address that the peer does not claim, or that others share, is only connected', () => {
    expect(trustOf(facts({}, { paths: [pathStatus('203.0.113.9', { isClaimedByPeer: false })] })).state).toBe(
      'connected',
    );
    expect(trustOf(facts({}, { paths: [pathStatus('203.0.113.9', { isShared: true })] })).state).toBe('connected');
  });

  test('the newest packet decides, not the path in use', () => {
    const paths = [
      pathStatus('203.0.113.9'),
      pathStatus('198.51.100.1', { isClaimedByPeer: false, lastReceivedAtMs: 100_001 }),
    ];
    expect(trustOf(facts({ nowMs: 100_001 }, { paths })).state).toBe('connected');
  });

  test('looking begins with the silence, and not once more when the line is given up', () => {
    const gaveUp = { line: 'none', lookingSinceAtMs: 160_000 } as const;
    expect(trustOf(facts({ nowMs: 135_000 + LOOKING_MS_MAX })).state).toBe('waiting');
    expect(trustOf(facts({ nowMs: 160_000 }, gaveUp)).state).toBe('waiting');
    expect(trustOf(facts({ nowMs: 160_000, askedAtMs: 159_000 }, gaveUp)).state).toBe('looking');
  });

  test('a line that broke off is looked for at once', () => {
    const broke = { line: 'opening', lookingSinceAtMs: 101_000 } as const;
    expect(trustOf(facts({ nowMs: 101_000 }, broke)).state).toBe('looking');
    expect(trustOf(facts({ nowMs: 101_000 + LOOKING_MS_MAX }, broke)).state).toBe('waiting');
  });

  test('looking lasts 20 seconds, then it is waiting', () => {
    const search = { line: 'opening', paths: [], lookingSinceAtMs: 90_000 } as const;
    expect(trustOf(facts({ nowMs: 90_000 + LOOKING_MS_MAX - 1 }, search)).state).toBe('looking');
    expect(trustOf(facts({ nowMs: 90_000 + LOOKING_MS_MAX }, search)).state).toBe('waiting');
  });

  test('asking again looks again', () => {
    const search = { line: 'opening', paths: [], lookingSinceAtMs: 0 } as const;
    expect(trustOf(facts({ askedAtMs: 99_000 }, search)).state).toBe('looking');
  });

  test('who said goodbye is waited for at once, though the line is open still', () => {
    expect(trustOf(facts({ leftAtMs: 99_999 })).state).toBe('waiting');
    expect(trustOf(facts({ leftAtMs: 100_000 - GOODBYE_MS })).state).toBe('waiting');
    expect(trustOf(facts({ leftAtMs: 100_000 }, { line: 'none', lookingSinceAtMs: 100_000 })).state).toBe('waiting');
    expect(trustOf(facts({ leftAtMs: 99_000, askedAtMs: 99_500 })).state).toBe('looking');
    expect(trustOf(facts({ leftAtMs: 99_000, knownPaths: [v4('10.9.8.7')] })).state).toBe('waiting'); // there was one
  });

  test('a packet after a goodbye and its last acknowledgements is true again', () => {
    expect(trustOf(facts({ leftAtMs: 100_000 - GOODBYE_MS - 1 })).state).toBe('direct');
  });

  test('private addresses elsewhere, and none of ours reachable: no way yet', () => {
    const search = { line: 'none', paths: [], lookingSinceAtMs: 0 } as const;
    expect(trustOf(facts({ knownPaths: [v4('10.9.8.7')] }, search)).state).toBe('no-way-yet');
    expect(trustOf(facts({ knownPaths: [v4('192.168.1.20')] }, search)).state).toBe('waiting');
    expect(trustOf(facts({ knownPaths: [v4('10.9.8.7'), v4('8.8.8.8')] }, search)).state).toBe('waiting');
    expect(trustOf(facts({ knownPaths: [v4('10.9.8.7')], localPaths: [v4('8.8.4.4')] }, search)).state).toBe('waiting');
  });

  test('a helper who is known, or a port that is open: not "no way yet"', () => {
    const search = { line: 'none', paths: [], lookingSinceAtMs: 0 } as const;
    const given = { knownPaths: [v4('10.9.8.7')] };
    expect(trustOf(facts({ ...given, seeds: new Set([STRANGER]) }, search)).state).toBe('waiting');
    expect(trustOf(facts({ ...given, isReachable: true }, search)).state).toBe('waiting');
    expect(trustOf(facts({ ...given, nowMs: LOOKING_MS_MAX - 1 }, search)).state).toBe('looking');
    expect(trustOf(facts({ ...given, nowMs: LOOKING_MS_MAX }, search)).state).toBe('no-way-yet');
  });

  test.each([
    ['relay', TOM, undefined, 'through-friend'],
    ['relay', STRANGER, undefined, 'through-helper'],
    ['bridge', TOM, [TOM], 'through-friend'],
    ['bridge', TOM, undefined, 'through-helper'], // the other side says that it is Tom, and nothing shows it
    ['bridge', STRANGER, [STRANGER], 'through-helper'],
  ] as const)('a %s at %s, seen there: %j, is %s', (kind, via, sharedWith, state) => {
    const path = pathStatus('198.51.100.1', { through: { kind, via }, ...(sharedWith && { sharedWith }) });
    expect(trustOf(facts({}, { paths: [path] }))).toMatchObject({ state, address: '198.51.100.1:4000' });
  });

  test('an address where a seed of ours lives is a helper’s, though nobody says so', () => {
    const path = pathStatus('198.51.100.1', { isShared: true, sharedWith: [STRANGER], isClaimedByPeer: false });
    expect(trustOf(facts({ seeds: new Set([STRANGER]) }, { paths: [path] })).state).toBe('through-helper');
    expect(trustOf(facts({}, { paths: [path] })).state).toBe('connected');
  });

  test('a straight way is direct again when the bridge before it has been silent for 35 seconds', () => {
    const bridge = pathStatus('198.51.100.1', { through: { kind: 'bridge', via: STRANGER }, lastReceivedAtMs: 90_000 });
    const paths = [pathStatus('203.0.113.9', { lastReceivedAtMs: 120_000 }), bridge];
    const before = trustOf(facts({ nowMs: 125_000 }, { paths }));
    expect(before).toMatchObject({ state: 'through-helper', changesAtMs: 125_001 });
    expect(trustOf(facts({ nowMs: 125_001 }, { paths })).state).toBe('direct');
  });

  test('what carries it is said: UDP or TCP', () => {
    const tcp: Path = { type: 'tcp4', ip: '203.0.113.9', port: 4000 };
    expect(trustOf(facts())).toMatchObject({ carriedBy: 'udp' });
    expect(trustOf(facts({}, { paths: [pathStatus('203.0.113.9', { path: tcp })] }))).toMatchObject({
      carriedBy: 'tcp',
    });
  });

  test('without any address of our own we are offline, whatever the line was', () => {
    expect(trustOf(facts({ localPaths: [] })).state).toBe('offline');
  });
});

const anyPath: fc.Arbitrary<PathStatus> = fc.record(
  {
    path: fc.constantFrom(v4('127.0.0.1'), v4('192.168.1.20'), v4('10.1.1.1'), v4('8.8.8.8')),
    isEstablished: fc.boolean(),
    isClaimedByPeer: fc.boolean(),
    isShared: fc.boolean(),
    lastReceivedAtMs: fc.integer({ min: 0, max: 200_000 }),
    lanAnsweredAtMs: fc.integer({ min: 200_000 - LAN_ANSWER_MS, max: 200_000 }),
    through: fc.record({
      kind: fc.constantFrom('relay' as const, 'bridge' as const),
      via: fc.constantFrom(TOM, STRANGER),
    }),
    sharedWith: fc.constantFrom([TOM], [STRANGER], [TOM, STRANGER]),
  },
  { requiredKeys: ['path', 'isEstablished', 'isClaimedByPeer', 'isShared', 'lastReceivedAtMs'] },
);

const anyFacts: fc.Arbitrary<TrustFacts> = fc.record({
  status: fc.record({
    peer: fc.constant(PEER),
    line: fc.constantFrom('none' as const, 'opening' as const, 'open' as const),
    lineSinceAtMs: fc.integer({ min: 0, max: 200_000 }),
    paths: fc.array(anyPath, { maxLength: 4 }),
  }),
  networks: fc.constant([LAN]),
  localPaths: fc.constantFrom([], [OWN], [v4('127.0.0.1')]),
  knownPaths: fc.constantFrom([], [v4('10.1.1.1')], [v4('8.8.8.8')]),
  askedAtMs: fc.constantFrom(undefined, 50_000),
  leftAtMs: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
  seeds: fc.constantFrom(new Set<Hashname>(), new Set([STRANGER])),
  isFriend: fc.constant((hashname: Hashname) => hashname === TOM),
  isReachable: fc.boolean(),
  nowMs: fc.integer({ min: 0, max: 300_000 }),
});

/** Facts of which Direct may be said: several young, claimed addresses, the first in use. */
const directFacts: fc.Arbitrary<TrustFacts> = fc
  .tuple(
    fc.subarray(['203.0.113.9', '192.168.1.20', '127.0.0.1'], { minLength: 1 }),
    fc.nat(DIRECT_PACKET_AGE_MS_MAX),
    fc.boolean(),
  )
  .map(([ips, ageMs, hasAnswered]) => {
    const given = { lastReceivedAtMs: 100_000 - ageMs, ...(hasAnswered && { lanAnsweredAtMs: 100_000 }) };
    return facts({}, { paths: ips.map((ip) => pathStatus(ip, given)) });
  });

/** The one condition of each row fails. */
const BREAKS: readonly (readonly [string, (given: TrustFacts) => TrustFacts])[] = [
  ['the peer does not name the address', (given) => withFirst(given, { isClaimedByPeer: false })],
  ['another hashname uses the address', (given) => withFirst(given, { isShared: true, sharedWith: [STRANGER] })],
  ['a bridge carries it', (given) => withFirst(given, { through: { kind: 'bridge', via: TOM } })],
  ['a relay carries it', (given) => withFirst(given, { through: { kind: 'relay', via: TOM } })],
  [
    'a bridge beside it carried something',
    (given) => withBeside(given, { through: { kind: 'bridge', via: STRANGER } }),
  ],
  ['something newer came from an address of nobody', (given) => withBeside(given, { isClaimedByPeer: false })],
  ['the last packet is too old', (given) => ({ ...given, nowMs: given.nowMs + DIRECT_PACKET_AGE_MS_MAX + 1 })],
  ['the line is only opening', (given) => withStatus(given, { line: 'opening' })],
  ['they said goodbye', (given) => ({ ...given, leftAtMs: given.nowMs })],
  ['our own packets go another way', (given) => withInUse(given, { isClaimedByPeer: false })],
  ['our own packets go over a bridge', (given) => withInUse(given, { through: { kind: 'bridge', via: TOM } })],
];

function withStatus(given: TrustFacts, change: Partial<PeerStatus>): TrustFacts {
  return { ...given, status: given.status && { ...given.status, ...change } };
}

function withFirst(given: TrustFacts, change: Partial<PathStatus>): TrustFacts {
  const paths = given.status?.paths.map((path, at) => (at === 0 ? { ...path, ...change } : path)) ?? [];
  return withStatus(given, { paths });
}

/** Heard of just now. */
function withBeside(given: TrustFacts, change: Partial<PathStatus>): TrustFacts {
  return withStatus(given, { paths: [...(given.status?.paths ?? []), pathStatus('198.51.100.1', change)] });
}

/** Nothing ever came over it. */
function withInUse(given: TrustFacts, change: Partial<PathStatus>): TrustFacts {
  const { lastReceivedAtMs: _never, ...silent } = pathStatus('198.51.100.1', { isEstablished: false, ...change });
  return withStatus(given, { paths: [silent, ...(given.status?.paths ?? [])] });
}

describe('never a wrong Direct', () => {
  test('direct implies an open line, young packets, claimed and unshared addresses both ways, and no bridge in use', () => {
    let count = 0;
    fc.assert(
      fc.property(anyFacts, (input) => {
        if (!trustOf(input).state.startsWith('direct')) return;
        count++;
        const all = input.status?.paths ?? [];
        const paths = all.filter((path) => path.isEstablished);
        const newestAtMs = Math.max(...paths.map((path) => path.lastReceivedAtMs ?? 0));
        const used = [...paths.filter((path) => path.lastReceivedAtMs === newestAtMs), ...all.slice(0, 1)];
        expect(input.status?.line).toBe('open');
        expect(input.nowMs - newestAtMs).toBeLessThanOrEqual(DIRECT_PACKET_AGE_MS_MAX);
        expect(used.every((path) => path.isClaimedByPeer && !path.isShared && !path.through)).toBe(true);
        const bridges = paths.filter(({ through }) => through?.kind === 'bridge');
        for (const { lastReceivedAtMs = 0 } of bridges)
          expect(input.nowMs - lastReceivedAtMs).toBeGreaterThan(DIRECT_PACKET_AGE_MS_MAX);
        expect(newestAtMs).toBeGreaterThan((input.leftAtMs ?? -Infinity) + GOODBYE_MS);
      }),
      { numRuns: 5_000 },
    );
    expect(count).toBeGreaterThan(0);
  });

  test.each(BREAKS)('direct ends when %s', (_what, broken) => {
    fc.assert(
      fc.property(directFacts, (input) => {
        expect(trustOf(input).state).toMatch(/^direct/);
        expect(trustOf(broken(input)).state).not.toMatch(/^direct/);
      }),
    );
  });

  test('a friend is named only where the machine is theirs for certain', () => {
    fc.assert(
      fc.property(anyFacts, (input) => {
        const { state, via } = trustOf(input);
        expect(via === TOM).toBe(state === 'through-friend');
        const named = input.status?.paths.filter(({ through }) => through?.via === via) ?? [];
        const isCertain = named.some(
          ({ through, sharedWith }) => through?.kind === 'relay' || sharedWith?.includes(TOM),
        );
        expect(via === undefined || isCertain).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test('the same network implies this machine, or an address in a network of ours that answered there minutes ago', () => {
    const seen = { near: 0, loopback: 0 };
    fc.assert(
      fc.property(fc.oneof(anyFacts, directFacts), (input) => {
        if (trustOf(input).state !== 'direct-same-network') return;
        const paths = input.status?.paths.filter((path) => path.isEstablished) ?? [];
        const newestAtMs = Math.max(...paths.map((path) => path.lastReceivedAtMs ?? 0));
        const used = [
          ...paths.filter((each) => each.lastReceivedAtMs === newestAtMs),
          ...(input.status?.paths ?? []).slice(0, 1),
        ];
        for (const { path, lanAnsweredAtMs } of used) {
          seen[path.ip === '127.0.0.1' ? 'loopback' : 'near']++;
          if (path.ip === '127.0.0.1') continue;
          expect(path.ip).toBe('192.168.1.20');
          expect(input.nowMs - (lanAnsweredAtMs ?? Number.NEGATIVE_INFINITY)).toBeLessThanOrEqual(LAN_ANSWER_MS);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(seen.near).toBeGreaterThan(0);
    expect(seen.loopback).toBeGreaterThan(0);
  });

  test('a state changes by time alone only when it said it would', () => {
    fc.assert(
      fc.property(anyFacts, (input) => {
        const first = trustOf(input);
        const untilMs = (first.changesAtMs ?? 1_000_000) - 1;
        fc.pre(untilMs >= input.nowMs);
        expect(trustOf({ ...input, nowMs: untilMs }).state).toBe(first.state);
      }),
    );
  });
});

describe('settleTrust', () => {
  const anyState = fc.constantFrom<TrustState>(
    'direct-same-network',
    'direct',
    'connected',
    'through-friend',
    'through-helper',
    'looking',
    'waiting',
    'offline',
  );

  test('what is shown never claims more than what is true, and changes at most every two seconds otherwise', () => {
    const RANKS = ['connected through-friend through-helper', 'direct', 'direct-same-network'].map((states) =>
      states.split(' '),
    );
    const rank = (state: TrustState) => RANKS.findIndex((states) => states.includes(state));
    fc.assert(
      fc.property(fc.array(fc.tuple(anyState, fc.nat(3_000)), { minLength: 1 }), (steps) => {
        let shown: ShownTrust | undefined;
        let nowMs = 0;
        for (const [state, gapMs] of steps) {
          nowMs += gapMs;
          const before: ShownTrust | undefined = shown;
          shown = settleTrust(before, state, nowMs).shown;
          expect(rank(shown.state)).toBeLessThanOrEqual(Math.max(rank(state), -1));
          if (before === undefined || shown.state === before.state) continue;
          const isLess = rank(shown.state) < rank(before.state);
          expect(isLess || nowMs - before.sinceMs >= TRUST_HOLD_MS).toBe(true);
        }
      }),
    );
  });
});
