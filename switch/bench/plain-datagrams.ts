import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { quantile, type Row } from './table.ts';

/** What a full packet of the switch weighs. */
const DATAGRAM_BYTES = 1200;
/** Sent without an answer, and answered at a time: enough to keep both sides busy, less than the kernel holds. */
const WINDOW = 128;
const ANSWERED_EACH = 32;
const PINGS = 2000;

/** The floor: node:dgram with a window and nothing else. */
export async function measureDatagrams(port: number, megabytes: number): Promise<Row[]> {
  const socket = await boundSocket();
  const cpu = process.cpuUsage();
  const bulk = await bulkRate(socket, port, megabytes);
  const { user, system } = process.cpuUsage(cpu);
  const roundTrip = await roundTrips(socket, port);
  socket.close();
  return [
    { who: 'plain dgram', what: 'bulk, MB/s', value: bulk },
    { who: 'plain dgram', what: 'CPU of the sender, seconds a GB', value: (user + system) / 1000 / megabytes },
    { who: 'plain dgram', what: 'round trip of 64 bytes, p50 ms', value: quantile(roundTrip, 0.5) },
  ];
}

/** The other side: answers each 64-byte datagram, and every so many of the large ones with one byte. */
export async function listenForDatagrams(): Promise<number> {
  const socket = await boundSocket();
  let count = 0;
  socket.on('message', (bytes, { port }) => {
    if (bytes.length < DATAGRAM_BYTES) socket.send(bytes, port, '127.0.0.1');
    else if (++count % ANSWERED_EACH === 0) socket.send(Buffer.of(1), port, '127.0.0.1');
  });
  return socket.address().port;
}

async function boundSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', lookup: (ip, _options, done) => done(null, ip, 4) });
  await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.1', resolve));
  socket.setRecvBufferSize(4 << 20);
  return socket;
}

async function bulkRate(socket: Socket, port: number, megabytes: number): Promise<number> {
  const datagrams = Math.ceil((megabytes * 1e6) / DATAGRAM_BYTES / ANSWERED_EACH) * ANSWERED_EACH;
  const bytes = Buffer.alloc(DATAGRAM_BYTES);
  const sinceMs = performance.now();
  let sent = 0;
  let answered = 0;
  const pump = () => {
    for (; sent < datagrams && sent - answered < WINDOW; sent++) socket.send(bytes, port, '127.0.0.1');
  };
  await new Promise<void>((resolve) => {
    socket.on('message', () => {
      answered += ANSWERED_EACH;
      if (answered >= datagrams) resolve();
      else pump();
    });
    pump();
  });
  socket.removeAllListeners('message');
  return (datagrams * DATAGRAM_BYTES) / 1000 / (performance.now() - sinceMs);
}

async function roundTrips(socket: Socket, port: number): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < PINGS; count++) {
    const sinceMs = performance.now();
    socket.send(Buffer.alloc(64), port, '127.0.0.1');
    await once(socket, 'message');
    times.push(performance.now() - sinceMs);
  }
  return times;
}
