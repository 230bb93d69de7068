import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Channel, Endpoint, PeerHints, SecretIdentity } from '../endpoint.ts';
import { CHANNEL_BODY_BYTES_MAX } from '../index.ts';
import { nodeSwitchFactory } from '../io/index.ts';
import { quantile, type Row } from './table.ts';

const SETUPS = 30;
/** Not counted: the code is still being compiled. */
const SETUPS_COLD = 5;
const PINGS = 2000;
const SMALL_MESSAGES = 20_000;
const SMALL_BYTES = 100;

/** The other side: `_echo` sends each packet back, `_sink` takes them. */
export async function listenAsSwitch(): Promise<PeerHints> {
  const endpoint = await startOnLoopback();
  endpoint.listen('_echo', { reliable: true, mayOpen: () => true }, (channel) => {
    channel.onPacket(({ body }, done) => {
      channel.send({ body });
      done();
    });
  });
  endpoint.listen('_sink', { reliable: true, mayOpen: () => true }, (channel) => channel.onPacket((_, done) => done()));
  return { identity: { ...endpoint.self }, paths: endpoint.localPaths() };
}

export async function measureSwitch(peer: PeerHints, megabytes: number): Promise<Row[]> {
  const setups = await setupTimes(peer);
  const endpoint = await startOnLoopback();
  endpoint.learn(peer);
  const roundTrips = await roundTripTimes(endpoint, peer);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const cpu = process.cpuUsage();
  const bulk = await sendRate(endpoint, peer, (megabytes * 1e6) / CHANNEL_BODY_BYTES_MAX, CHANNEL_BODY_BYTES_MAX);
  const { user, system } = process.cpuUsage(cpu);
  delays.disable();
  const small = await sendRate(endpoint, peer, SMALL_MESSAGES, SMALL_BYTES);
  await endpoint.close();
  const who = 'switch';
  return [
    { who, what: 'set-up to first answer, p50 ms', value: quantile(setups, 0.5) },
    { who, what: 'set-up to first answer, p95 ms', value: quantile(setups, 0.95) },
    { who, what: 'round trip of 64 bytes, p50 ms', value: quantile(roundTrips, 0.5) },
    { who, what: 'bulk, MB/s', value: (bulk * CHANNEL_BODY_BYTES_MAX) / 1e6 },
    { who, what: 'CPU of the sender, seconds a GB', value: (user + system) / 1000 / megabytes },
    { who, what: 'event loop delay while sending, p99 ms', value: delays.percentile(99) / 1e6 },
    { who, what: 'messages of 100 bytes a second', value: small },
  ];
}

export async function startOnLoopback(identity?: SecretIdentity): Promise<Endpoint> {
  const started = await nodeSwitchFactory.start({
    identity: identity ?? (await nodeSwitchFactory.generateIdentity()),
    lastOpenAtMs: 0,
    persistOpenAtMs: async () => undefined,
    listen: { ip: '127.0.0.1' },
  });
  if (!started.ok) throw new Error(started.detail);
  return started.endpoint;
}

/** A fresh switch each time: from `openChannel` to the first byte of the answer. */
async function setupTimes(peer: PeerHints): Promise<number[]> {
  const times: number[] = [];
  for (let count = -SETUPS_COLD; count < SETUPS; count++) {
    const endpoint = await startOnLoopback();
    const ms = await dialMs(endpoint, peer);
    if (count >= 0) times.push(ms);
    await endpoint.close();
  }
  return times;
}

/** Of one dial: to the first byte of an answer. */
export async function dialMs(endpoint: Endpoint, peer: PeerHints): Promise<number> {
  const sinceMs = performance.now();
  endpoint.learn(peer);
  await nextPacket(endpoint.openChannel(peer.identity.hashname, '_echo', { body: new Uint8Array(1) }));
  return performance.now() - sinceMs;
}

async function roundTripTimes(endpoint: Endpoint, peer: PeerHints): Promise<number[]> {
  const channel = endpoint.openChannel(peer.identity.hashname, '_echo', { body: new Uint8Array(1) });
  await nextPacket(channel);
  const times: number[] = [];
  for (let count = 0; count < PINGS; count++) {
    const sinceMs = performance.now();
    channel.send({ body: new Uint8Array(64) });
    await nextPacket(channel);
    times.push(performance.now() - sinceMs);
  }
  channel.send({ end: true });
  return times;
}

/** Packets a second over one channel, from the first one until the last is acknowledged. */
async function sendRate(endpoint: Endpoint, peer: PeerHints, packets: number, bytes: number): Promise<number> {
  const channel = endpoint.openChannel(peer.identity.hashname, '_sink');
  const isClosed = new Promise<void>((resolve, reject) => {
    channel.onClose((close) => (close.reason === 'ended' ? resolve() : reject(new Error(JSON.stringify(close)))));
  });
  const body = new Uint8Array(bytes);
  const sinceMs = performance.now();
  let sent = 0;
  const pump = () => {
    while (sent < packets) {
      sent++;
      if (!channel.send({ body, end: sent >= packets })) return;
    }
  };
  channel.onDrain(pump);
  pump();
  await isClosed;
  return (packets / (performance.now() - sinceMs)) * 1000;
}

function nextPacket(channel: Channel): Promise<void> {
  return new Promise((resolve) => {
    channel.onPacket((_, done) => {
      done();
      resolve();
    });
  });
}
