import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Endpoint, PeerHints, SecretIdentity } from '../endpoint.ts';
import { generateIdentity } from '../io/node-identity.ts';
import { BareSide, bareDialMs, bareListenMs } from './bare-handshake.ts';
import { dialMs, startOnLoopback } from './switch-over-loopback.ts';
import { formatTable, quantile, type Row } from './table.ts';

// Lines to a switch that waits for them, from fresh identities, beside the bare cost of the same cryptography: two processes
// on 127.0.0.1.
//   node --import tsx switch/bench/setup.ts [DIALS] [ROUNDS]
const dials = Number(process.argv[2] ?? 60);
const rounds = Number(process.argv[3] ?? 3);
/** At once, for the rate. */
const PARALLEL = 16;
/** Not counted: code is still being compiled. */
const COLD = 30;

const identities: SecretIdentity[] = [];
while (identities.length < COLD + 2 * dials) identities.push(await generateIdentity());
const rows: Row[] = [];
for (let round = 1; round <= rounds; round++) {
  console.error(`round ${round} of ${rounds}, ${dials} dials`);
  rows.push(...bare(), ...(await overLoopback()));
}
console.log(formatTable(rows));
process.exit(0);

function bare(): Row[] {
  const listener = new BareSide(identities[0] ?? missing());
  const dialers = identities.slice(1, 1 + dials).map((identity) => new BareSide(identity));
  const dialTimes = dialers.map((dialer) => bareDialMs(dialer, listener)).slice(5);
  const listenTimes = dialers.map((dialer) => bareListenMs(dialer, listener));
  const who = 'bare cryptography';
  return [
    { who, what: 'dial to first answer, p50 ms', value: quantile(dialTimes, 0.5) },
    { who, what: 'handshakes a second of one core', value: 1000 / quantile(listenTimes, 0.5) },
  ];
}

async function overLoopback(): Promise<Row[]> {
  const listener = fork(fileURLToPath(new URL('./listener.ts', import.meta.url)), ['switch'], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const [peer]: PeerHints[] = await once(listener, 'message');
  try {
    return await measure(peer ?? missing());
  } finally {
    listener.kill();
    await once(listener, 'exit');
  }
}

async function measure(peer: PeerHints): Promise<Row[]> {
  for (const identity of identities.slice(0, COLD)) await dialOnce(identity, peer);
  const times: number[] = [];
  for (const identity of identities.slice(COLD, COLD + dials)) times.push(await dialOnce(identity, peer));
  const endpoints: Endpoint[] = [];
  for (const identity of identities.slice(COLD + dials)) endpoints.push(await startOnLoopback(identity));
  const waiting = [...endpoints];
  const sinceMs = performance.now();
  const work = async () => {
    for (let endpoint = waiting.pop(); endpoint !== undefined; endpoint = waiting.pop()) await dialMs(endpoint, peer);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const rate = (endpoints.length / (performance.now() - sinceMs)) * 1000;
  await Promise.all(endpoints.map((endpoint) => endpoint.close()));
  const who = 'switch';
  return [
    { who, what: 'dial to first answer, p50 ms', value: quantile(times, 0.5) },
    { who, what: 'handshakes a second of one core', value: rate },
  ];
}

async function dialOnce(identity: SecretIdentity, peer: PeerHints): Promise<number> {
  const endpoint = await startOnLoopback(identity);
  const ms = await dialMs(endpoint, peer);
  await endpoint.close();
  return ms;
}

function missing(): never {
  throw new Error('nothing came');
}
