import { CHANNEL_BODY_BYTES_MAX } from '../index.ts';
import { SimWorld } from '../sim/index.ts';
import { simCrypto } from '../tests/sim-crypto.ts';
import { formatTable, type Row } from './table.ts';

// One bulk transfer between two switches over a simulated network: what the protocol itself allows, whatever the machine.
//   node --import tsx switch/bench/simulated.ts [MEGABYTES] [ROUNDS]
const megabytes = Number(process.argv[2] ?? 8);
const rounds = Number(process.argv[3] ?? 3);

/** One way, always the same, so that nothing overtakes; and the share that is lost. */
const NETWORKS = [
  { oneWayMs: 1, lossRatio: 0 },
  { oneWayMs: 25, lossRatio: 0 },
  { oneWayMs: 25, lossRatio: 0.01 },
  { oneWayMs: 25, lossRatio: 0.05 },
] as const;

const LIMIT_MS = 3_600_000;

const rows: Row[] = NETWORKS.flatMap((network) =>
  Array.from({ length: rounds }, (_, round) => ({
    who: `${network.oneWayMs} ms each way, ${network.lossRatio * 100} % lost`,
    what: 'bulk, MB/s of simulated time',
    value: measure(round + 1, network),
  })),
);
console.log(formatTable(rows));

function measure(seed: number, { oneWayMs, lossRatio }: (typeof NETWORKS)[number]): number {
  const world = new SimWorld({ seed, crypto: simCrypto, lossRatio, delayMs: [oneWayMs, oneWayMs] });
  const [from, to] = world.addPair();
  to.endpoint.listen('_sink', { reliable: true, mayOpen: () => true }, (channel) =>
    channel.onPacket((_, done) => done()),
  );
  world.runUntil(() => from.endpoint.status(to.identity.hashname)?.line === 'open', LIMIT_MS);
  const channel = from.endpoint.openChannel(to.identity.hashname, '_sink');
  const packets = Math.ceil((megabytes * 1e6) / CHANNEL_BODY_BYTES_MAX);
  let sent = 0;
  let isDone = false;
  const pump = () => {
    while (sent < packets) {
      sent++;
      if (!channel.send({ body: new Uint8Array(CHANNEL_BODY_BYTES_MAX), end: sent === packets })) return;
    }
  };
  channel.onDrain(pump);
  channel.onClose(() => {
    isDone = true;
  });
  const sinceMs = world.nowMs;
  pump();
  world.runUntil(() => isDone, LIMIT_MS);
  return (packets * CHANNEL_BODY_BYTES_MAX) / 1e3 / (world.nowMs - sinceMs);
}
