import { createSocket } from 'node:dgram';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededBytes, seededRandom } from '../../cli/seeded-random.ts';
import type { NodeProcess } from './node-process.ts';
import { expectEcho, expectTransfer, startPair } from './pair.ts';

/** Sent between two turns, so that the kernel's buffer does not swallow what shall be handled. */
const BURST = 50;

const socket = createSocket('udp4');
let ours: NodeProcess;
let reference: NodeProcess;
/** Everything the reference sent to us while a line was opened and used. */
let heard: Buffer[];

beforeAll(async () => {
  // Heard from the start: the reference opens its line as soon as it knows us.
  ({ initiator: reference, answerer: ours } = await startPair(['reference', 'ours'], '--test', '--wire'));
  await expectEcho(reference, ours, { before: true });
  await ours.ask({ do: 'tap', wire: false }); // its answer comes after all that was heard
  heard = ours.all('wire', ({ dir }) => dir === 'in').map(({ hex }) => Buffer.from(String(hex), 'hex'));
});
afterAll(() => void socket.close());

/** After each attack: no complaint, and line and channels work as before. */
async function attack(datagrams: readonly Uint8Array[]): Promise<void> {
  for (const [count, datagram] of datagrams.entries()) {
    socket.send(datagram, ours.port, '127.0.0.1');
    if (count % BURST === 0) await turn();
  }
  await expectEcho(reference, ours, { after: 'attack' });
  await expectTransfer(ours, reference, 20_000);
  expect(ours.all('error')).toEqual([]);
}

test('the line was opened and used', () => {
  expect(heard.some((bytes) => bytes[1] === 1)).toBe(true);
  expect(heard.some((bytes) => bytes.length > 2 && bytes[1] === 0)).toBe(true);
});

test('empty ones and those of one byte', () => attack(repeat(100, (at) => new Uint8Array(at % 2))));

test('random ones of every length', () => attack(repeat(3000, (at) => seededBytes(at % 1500, at + 1))));

test('random ones that look like opens and lines', () =>
  attack(
    repeat(2000, (at) => {
      const bytes = seededBytes(20 + (at % 1400), at + 1);
      bytes.set(at % 2 === 0 ? [0, 1, 0x2a] : [0, 0]);
      return bytes;
    }),
  ));

test('JSON in the clear, good and bad', () => {
  const heads = [
    '{}',
    '[]',
    'null',
    '{"type":"ping"}',
    '{"__proto__":{"c":1}}',
    '{"c":1,"seq":0',
    '\u0000',
    '"',
    '9'.repeat(900),
  ];
  return attack(
    heads.map((head) => Buffer.concat([Buffer.from([head.length >> 8, head.length & 0xff]), Buffer.from(head)])),
  );
});

test('datagrams as large as UDP has them', () => attack(repeat(50, (at) => seededBytes(65_000, at + 1))));

test('real ones, cut at every length', () =>
  attack(heard.flatMap((bytes) => repeat(bytes.length, (length) => bytes.subarray(0, length)))));

test('real ones with one bit changed', () => {
  const next = seededRandom(1);
  return attack(
    repeat(2000, () => {
      const bytes = Buffer.from(heard[Math.floor(next() * heard.length)] ?? []);
      const at = Math.floor(next() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
      return bytes;
    }),
  );
});

test('real ones again and again, from another port', async () => {
  const channels = ours.all('channel').length;
  await attack(repeat(20, () => heard).flat());
  // The echo that `attack` itself makes, and no other.
  expect(ours.all('channel').length).toBe(channels + 1);
});

function repeat<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
