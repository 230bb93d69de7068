import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnaskedPackets } from './hole-punch.ts';
import { NewAddresses } from './new-addresses.ts';
import type { Path } from './path.ts';

const at = (host: number, port: number): Path => ({ type: 'ipv4', ip: `198.51.100.${host}`, port });

test('a host gets one a second, whatever the port, and all together no more than the bound', () => {
  const attempt = fc.record({
    gapMs: fc.integer({ min: 0, max: 120 }),
    host: fc.integer({ min: 1, max: 80 }),
    port: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 50, maxLength: 400 }), (attempts) => {
      const unasked = new UnaskedPackets(new NewAddresses());
      const sent: { readonly host: number; readonly atMs: number }[] = [];
      let nowMs = 0;
      for (const { gapMs, host, port } of attempts) {
        nowMs += gapMs;
        if (!unasked.take(nowMs, at(host, port), false)) continue;
        expect(sent.some((other) => other.host === host && nowMs - other.atMs < 1_000)).toBe(false);
        sent.push({ host, atMs: nowMs });
        expect(sent.filter(({ atMs }) => nowMs - atMs < 1_000).length).toBeLessThanOrEqual(32 + 20);
      }
      expect(sent.length).toBeGreaterThan(0);
    }),
  );
});

test('many hosts at once get the burst, and the others later', () => {
  const unasked = new UnaskedPackets(new NewAddresses());
  const hosts = Array.from({ length: 60 }, (_, host) => at(host, 1));
  expect(hosts.filter((path) => unasked.take(0, path, true))).toHaveLength(32);
  expect(hosts.slice(32).filter((path) => unasked.take(500, path, true))).toHaveLength(10);
});
