import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Transport } from '../../io/transport.ts';
import type { Path } from '../../paths/path.ts';
import { FaultyTransport } from './faulty-transport.ts';

const PEER: Path = { type: 'ipv4', ip: '127.0.0.1', port: 4242 };
const NONE: ConstructorParameters<typeof FaultyTransport>[1] = {
  loss: 0,
  dup: 0,
  reorder: 0,
  delay: 0,
  rng: 1,
  deny: [],
  wire: false,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A transport that shows what reaches the network, and the receiver. */
function bench(options: Partial<typeof NONE>) {
  const sent: number[] = [];
  const received: Uint8Array[] = [];
  const events: unknown[] = [];
  let arrive: (from: Path, bytes: Uint8Array) => void = () => undefined;
  const inner: Transport = {
    bound: [PEER],
    send: (_to, bytes) => void sent.push(bytes[0] ?? -1),
    broadcast: () => undefined,
    onDatagram: (receive) => {
      arrive = receive;
    },
    close: async () => undefined,
  };
  const faulty = new FaultyTransport(
    inner,
    { ...NONE, ...options },
    (event, fields) => void events.push({ event, ...fields }),
  );
  faulty.onDatagram((_from, bytes) => void received.push(bytes));
  const send = (count: number) => {
    for (let at = 0; at < count; at++) faulty.send(PEER, new Uint8Array([at]));
  };
  return { faulty, sent, received, events, send, arrive: (bytes: Uint8Array, from = PEER) => arrive(from, bytes) };
}

const UP_TO_200 = Array.from({ length: 200 }, (_, at) => at);

test('without faults everything passes at once, in order', () => {
  const { sent, send } = bench({});
  send(200);
  expect(sent).toEqual(UP_TO_200);
});

test('loss takes about its share, and the same seed takes the same', () => {
  const [first, second, other] = [1, 1, 2].map((rng) => {
    const { sent, send } = bench({ loss: 0.25, rng });
    send(200);
    return sent;
  });
  expect(first?.length).toBeGreaterThan(120);
  expect(first?.length).toBeLessThan(180);
  expect(second).toEqual(first);
  expect(other).not.toEqual(first);
});

test('all are lost, all are doubled', () => {
  const lossy = bench({ loss: 1 });
  lossy.send(10);
  expect(lossy.sent).toEqual([]);
  const doubling = bench({ dup: 1 });
  doubling.send(2);
  expect(doubling.sent).toEqual([0, 0, 1, 1]);
});

test('what is held back comes later and is not lost', async () => {
  const { sent, send } = bench({ reorder: 0.2 });
  send(200);
  expect(sent.length).toBeLessThan(200);
  await vi.runAllTimersAsync();
  expect(sent).not.toEqual(UP_TO_200);
  expect([...sent].sort((a, b) => a - b)).toEqual(UP_TO_200);
});

test('every receiver of a doubled datagram owns its bytes', () => {
  const { received, arrive } = bench({ dup: 1 });
  arrive(new Uint8Array([7]));
  received[0]?.fill(0);
  expect(received).toEqual([new Uint8Array([0]), new Uint8Array([7])]);
});

test('a denied port is cut off both ways', () => {
  const { sent, received, send, arrive, faulty } = bench({ deny: [PEER.port] });
  send(1);
  arrive(new Uint8Array([7]));
  arrive(new Uint8Array([8]), { ...PEER, port: 4243 });
  expect(sent).toEqual([]);
  expect(received).toEqual([new Uint8Array([8])]);
  expect(faulty.counts.denied).toBe(2);
});

describe('the wire tap', () => {
  test.each([
    ['short', [1]],
    ['nat', [0, 0]],
    ['line', [0, 0, 1, 2]],
    ['open', [0, 1, 0x2a, 5]],
    ['json', [0, 2, 0x7b, 0x7d]],
  ])('tells a datagram of kind %s', (kind, bytes) => {
    const { events, arrive } = bench({ wire: true });
    arrive(new Uint8Array(bytes));
    const hex = Buffer.from(bytes).toString('hex');
    expect(events).toEqual([{ event: 'wire', dir: 'in', ip: PEER.ip, port: PEER.port, kind, size: bytes.length, hex }]);
  });
});
