import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PeerHints } from '../endpoint.ts';
import { measureDatagrams } from './plain-datagrams.ts';
import { measureSwitch } from './switch-over-loopback.ts';
import { formatTable, type Row } from './table.ts';

// The switch against plain node:dgram on the same machine in the same run: two processes on 127.0.0.1.
//   node --import tsx switch/bench/loopback.ts [MEGABYTES] [ROUNDS]
const megabytes = Number(process.argv[2] ?? 32);
const rounds = Number(process.argv[3] ?? 3);

const rows: Row[] = [];
for (let round = 1; round <= rounds; round++) {
  console.error(`round ${round} of ${rounds}, ${megabytes} MB each`);
  rows.push(...(await withListener('datagrams', (port: number) => measureDatagrams(port, megabytes))));
  rows.push(...(await withListener('switch', (peer: PeerHints) => measureSwitch(peer, megabytes))));
}
console.log(formatTable(rows));
process.exit(0);

/** Runs the other side in a process of its own; it sends what is needed to reach it first. */
async function withListener<T>(kind: 'datagrams' | 'switch', measure: (hello: T) => Promise<Row[]>): Promise<Row[]> {
  const listener = fork(fileURLToPath(new URL('./listener.ts', import.meta.url)), [kind], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const [hello] = await once(listener, 'message');
  try {
    return await measure(hello);
  } finally {
    listener.kill();
    await once(listener, 'exit');
  }
}
