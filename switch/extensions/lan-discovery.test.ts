import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { LAN_ANSWERS_PER_PING_MAX, LAN_PING_MS_MAX, LAN_PONGS_PER_SECOND_MAX } from '../constants.ts';
import type { NearbyPeer } from '../endpoint.ts';
import { identityOfKeys } from '../hashname/keys.ts';
import { encodeJsonPacket } from '../packet/packet.ts';
import type { Path } from '../paths/path.ts';
import { LanDiscovery } from './lan-discovery.ts';

const crypto = {
  sha256: (...parts: readonly Uint8Array[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
};
const SELF = identityOfKeys(crypto, { '2a': Uint8Array.of(1) });
const OTHER = identityOfKeys(crypto, { '2a': Uint8Array.of(2) });

const near = (host: number, port = 4000): Path => ({ type: 'ipv4', ip: `192.168.1.${host}`, port });
const FAR: Path = { type: 'ipv4', ip: '203.0.113.9', port: 4000 };

const ping = (trace: string) => encodeJsonPacket({ type: 'ping', trace, '2a': true });

function pong(trace: string, { parts, keys } = OTHER): Uint8Array {
  return encodeJsonPacket({ type: 'pong', from: parts, trace }, keys['2a']);
}

/** One switch's local discovery, with all that it says. */
class Bench {
  nowMs = 0;
  isSearching = false;
  draws = 0;
  readonly sent: Path[] = [];
  readonly found: NearbyPeer[] = [];
  readonly pingedAtMs: number[] = [];
  readonly traces: string[] = [];
  readonly discovery = new LanDiscovery({
    self: SELF,
    crypto,
    random: (length) => new Uint8Array(length).fill(++this.draws),
    isOnLink: ({ ip }) => ip.startsWith('192.168.1.'),
    isSearching: () => this.isSearching,
    transmit: (to) => void this.sent.push(to),
    onFound: (_nowMs, found) => void this.found.push(found),
  });

  /** Lets time pass as a driver does. */
  runUntil(untilMs: number): void {
    for (; this.discovery.dueAtMs <= untilMs; this.#poll()) {
      this.nowMs = Math.max(this.nowMs, this.discovery.dueAtMs);
      this.discovery.handleTimeout(this.nowMs);
    }
    this.nowMs = untilMs;
  }

  hear(from: Path, bytes: Uint8Array): string | undefined {
    return this.discovery.handlePacket(this.nowMs, from, bytes);
  }

  #poll(): void {
    const bytes = this.discovery.pollPing();
    if (bytes === undefined) return;
    this.pingedAtMs.push(this.nowMs);
    this.traces.push(/"trace":"(\w+)"/.exec(new TextDecoder().decode(bytes))?.[1] ?? '');
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe('asking', () => {
  test('not before there is a reason, then four times, each after twice as long, then calmly', () => {
    bench.runUntil(10_000);
    expect(bench.pingedAtMs).toEqual([]);
    bench.discovery.search(10_000);
    bench.runUntil(10_000 + 2 * LAN_PING_MS_MAX);
    expect(bench.pingedAtMs.length).toBe(5);
    expect(bench.pingedAtMs[0]).toBe(10_000);
    expect(bench.pingedAtMs[1]).toBeLessThan(13_000);
    expect(bench.pingedAtMs[3]).toBeLessThan(28_000);
  });

  test('while somebody is looked for it is more often at first', () => {
    bench.isSearching = true;
    bench.discovery.search(0);
    bench.runUntil(70_000);
    expect(bench.pingedAtMs.length).toBe(6);
  });

  test('however often the application asks, pings keep their least gap, and only one waits', () => {
    for (let nowMs = 0; nowMs < 20_000; nowMs += 100) {
      bench.discovery.search(nowMs);
      bench.runUntil(nowMs);
    }
    expect(bench.pingedAtMs.length).toBe(10);
  });
});

describe('answering', () => {
  test('who asks nearby is answered where it asked from, who is far away is not', () => {
    expect(bench.hear(near(7), ping('a'))).toBeUndefined();
    expect(bench.hear(FAR, ping('b'))).toBe('lan-not-near');
    expect(bench.sent).toEqual([near(7)]);
  });

  test('broadcast and multicast bring one answer; a second later there may be another', () => {
    bench.hear(near(7), ping('a'));
    expect(bench.hear(near(7), ping('a'))).toBe('lan-over-budget');
    bench.runUntil(1_000);
    bench.hear(near(7), ping('a'));
    expect(bench.sent.length).toBe(2);
  });

  test('a flood from many addresses is answered a few times a second', () => {
    for (let host = 1; host < 250; host++) bench.hear(near(host), ping('a'));
    expect(bench.sent.length).toBe(LAN_PONGS_PER_SECOND_MAX);
    bench.runUntil(1_000);
    for (let host = 1; host < 250; host++) bench.hear(near(host), ping('a'));
    expect(bench.sent.length).toBe(2 * LAN_PONGS_PER_SECOND_MAX);
  });

  test('our own ping is not answered', () => {
    bench.discovery.search(0);
    bench.runUntil(0);
    expect(bench.hear(near(1), ping(bench.traces[0] ?? ''))).toBeUndefined();
    expect(bench.sent).toEqual([]);
  });
});

describe('being answered', () => {
  beforeEach(() => {
    bench.discovery.search(0);
    bench.runUntil(0);
  });

  test('tells who, with key and address', () => {
    expect(bench.hear(near(9), pong(bench.traces[0] ?? ''))).toBeUndefined();
    expect(bench.found).toEqual([{ identity: OTHER, path: near(9), answeredAtMs: 0 }]);
  });

  test('to a question never asked, or long ago, or from afar, or by ourselves, tells nothing', () => {
    const trace = bench.traces[0] ?? '';
    expect(bench.hear(near(9), pong('ff'))).toBe('lan-unasked');
    expect(bench.hear(FAR, pong(trace))).toBe('lan-not-near');
    expect(bench.hear(near(9), pong(trace, SELF))).toBe('from-ourselves');
    expect(bench.hear(near(9), pong(trace, { ...OTHER, keys: SELF.keys }))).toBe('lan-malformed');
    bench.runUntil(10_001);
    expect(bench.hear(near(9), pong(trace))).toBe('lan-unasked');
    expect(bench.found).toEqual([]);
  });

  test('so many times a ping', () => {
    for (let answer = 0; answer < 1_000; answer++) bench.hear(near(9), pong(bench.traces[0] ?? ''));
    expect(bench.found.length).toBe(LAN_ANSWERS_PER_PING_MAX);
  });
});

test('whatever comes, nothing throws and nobody far away is answered', () => {
  const path = fc.constantFrom(near(7), near(8), FAR);
  const head = fc.record(
    { type: fc.constantFrom('ping', 'pong'), trace: fc.jsonValue(), from: fc.jsonValue(), '2a': fc.jsonValue() },
    { requiredKeys: [] },
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(head, fc.uint8Array()).map(([json, body]) => encodeJsonPacket(JSON.parse(JSON.stringify(json)), body)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(path, bytes, fc.nat(1_000))), (packets) => {
      const one = new Bench();
      for (const [from, datagram, gapMs] of packets) {
        one.runUntil(one.nowMs + gapMs);
        one.hear(from, datagram);
      }
      expect(one.sent).not.toContainEqual(FAR);
      expect(one.found).toEqual([]);
    }),
  );
});
