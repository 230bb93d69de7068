import { expect, test } from 'vitest';
import type { LocalNetwork } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Path } from '../paths/path.ts';
import { PathTable } from '../paths/path-table.ts';
import { spokenBeyond } from './beyond.ts';

const HOME: LocalNetwork = { type: 'ipv4', ip: '192.168.1.7', prefixLength: 24, isLoopback: false };
const at = (ip: string): Path => ({ type: 'ipv4', ip, port: 42_424 });

test.each([
  ['nobody', [], false, false],
  ['a neighbour who answers', [{ ip: '192.168.1.9', lastReceivedAtMs: 1 }], false, false],
  ['this machine', [{ ip: '127.0.0.1', lastReceivedAtMs: 1 }], false, false],
  ['an address that was only heard of', [{ ip: '198.51.100.4' }], false, false],
  ['somebody far away who is silent', [{ ip: '198.51.100.4', openSentAtMs: 1 }], true, false],
  ['somebody far away who was asked for a path', [{ ip: '198.51.100.4', requestSentAtMs: 1 }], true, false],
  ['somebody far away who answers', [{ ip: '198.51.100.4', lastReceivedAtMs: 1 }], true, true],
  ['another network of the same house', [{ ip: '10.0.0.4', lastReceivedAtMs: 1 }], true, true],
  [
    'a neighbour who answers and somebody far away who does not',
    [
      { ip: '192.168.1.9', lastReceivedAtMs: 1 },
      { ip: '198.51.100.4', openSentAtMs: 1 },
    ],
    true,
    false,
  ],
])('%s', (_case, spoken, hasSent, hasHeard) => {
  const table = new PathTable('a'.repeat(64) as Hashname, () => undefined);
  for (const { ip, ...facts } of spoken) Object.assign(table.add(at(ip)) ?? {}, facts);
  expect(spokenBeyond([{ paths: table }], [HOME])).toEqual({ hasSent, hasHeard });
});
