import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MAPPING_ASKS_GAPS_MS } from './limits.ts';
import { PortMapping } from './port-mapping.ts';
import { type RouterManners, UpnpRouter } from './testing/upnp-router.ts';

const LOCAL = '127.0.0.1';
/** PCP and NAT-PMP are given up first, after some seconds; a busy machine takes longer. */
const WAITING = { timeout: 30_000, interval: 20 };
const EXTERNAL = [5, 6, 7, 8];
const ADDRESS_ANSWER = [0, 0x80, 0, 0, 0, 0, 0, 1, ...EXTERNAL];

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A router on this machine; `answer` says what it says to each question. */
async function router(answer: (question: Uint8Array) => readonly number[] | undefined) {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', (bytes, from: RemoteInfo) => {
    questions.push(`${bytes[0]}.${bytes[1]} ${lifetimeOf(bytes)}`);
    const said = answer(new Uint8Array(bytes));
    if (said !== undefined) socket.send(Uint8Array.from(said), from.port, from.address);
  });
  socket.bind(0, LOCAL);
  await once(socket, 'listening');
  closing.push(() => socket.close());
  return { port: socket.address().port, questions };
}

/** PCP has it early, NAT-PMP last, and a question for the address not at all. */
function lifetimeOf(bytes: Buffer): number | undefined {
  if (bytes.length < 12) return undefined;
  return bytes.readUInt32BE(bytes[0] === 2 ? 4 : 8);
}

/** Starts a mapping and waits for what becomes of it. */
async function map(gatewayPort: number): Promise<PortMapping> {
  return new Promise((resolve) => {
    const mapping: PortMapping = new PortMapping({
      port: 4_242,
      log: () => undefined,
      onChange: () => resolve(mapping),
      networks: () => [],
      gateways: async () => [{ ip: LOCAL, ownIp: LOCAL }],
      gatewayPort,
    });
  });
}

/** Grants what was asked for, as PCP does. */
function grant(question: Uint8Array): readonly number[] {
  const said = [...question.slice(0, 24), ...question.slice(24, 60)];
  said[1] = 0x81;
  said[3] = 0;
  return [...said.slice(0, 56), ...EXTERNAL];
}

describe('a router with PCP', () => {
  test('gives an address outside; at the end it is given back', async () => {
    const { port, questions } = await router((question) => (question[0] === 2 ? grant(question) : undefined));
    const mapping = await map(port);
    expect(mapping.paths()).toEqual([{ type: 'ipv4', ip: '5.6.7.8', port: 4_242 }]);
    await mapping.close();
    expect([...new Set(questions)]).toEqual(['2.1 1200', '2.1 0']); // a busy machine may ask twice
  });
});

describe('a router with NAT-PMP alone', () => {
  test('is asked again in its own words, and given back in them', async () => {
    const { port, questions } = await router((question) => {
      if (question[0] === 2) return [0, 0x81, 0, 1, 0, 0, 0, 1];
      if (question[1] === 0) return ADDRESS_ANSWER;
      return [0, 0x81, 0, 0, 0, 0, 0, 1, ...question.slice(4, 6), 0x30, 0x39, 0, 0, 0x0e, 0x10];
    });
    const mapping = await map(port);
    expect(mapping.paths()).toEqual([{ type: 'ipv4', ip: '5.6.7.8', port: 12_345 }]);
    await mapping.close();
    expect([...new Set(questions)]).toEqual(['2.1 1200', '0.0 undefined', '0.1 1200', '0.1 0']);
  });
});

describe('a router with UPnP alone', () => {
  async function mapWith(manners: RouterManners, tcpPort?: number) {
    const upnp = await new UpnpRouter(manners).start();
    const { port } = await router(() => undefined);
    closing.push(() => upnp.stop());
    const logged: string[] = [];
    const mapping = new PortMapping({
      port: 4_242,
      ...(tcpPort !== undefined && { tcpPort }),
      log: (line) => void logged.push(line),
      onChange: () => undefined,
      networks: () => [{ type: 'ipv4', ip: LOCAL, prefixLength: 8, isLoopback: true }],
      gateways: async () => [{ ip: LOCAL, ownIp: LOCAL }],
      gatewayPort: port,
      ssdpPort: upnp.ssdpPort,
    });
    return { upnp, mapping, logged };
  }

  test('is asked last, for TCP as well, and given both back', async () => {
    const { upnp, mapping, logged } = await mapWith({}, 4_343);
    await vi.waitFor(() => expect(logged).toEqual(['port mapping: by UPnP']), WAITING);
    expect(mapping.paths()).toEqual([
      { type: 'ipv4', ip: '5.6.7.8', port: 4_242 },
      { type: 'tcp4', ip: '5.6.7.8', port: 4_343 },
    ]);
    await mapping.close();
    expect(upnp.callsOf('DeletePortMapping').map(({ values }) => values.NewProtocol)).toEqual(['UDP', 'TCP']);
  });

  test('behind one more NAT gives an address that is told to nobody', async () => {
    const { upnp, mapping, logged } = await mapWith({ externalIp: '100.64.3.4' });
    await vi.waitFor(() => expect(upnp.callsOf('AddPortMapping').length).toBe(1), WAITING);
    await mapping.close();
    expect(mapping.paths()).toEqual([]);
    expect(logged).toEqual([]);
    expect(upnp.callsOf('DeletePortMapping').length).toBe(1);
  });
});

test('closing does not wait for a router that says nothing', async () => {
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const { port, questions } = await router(() => void ask());
  const mapping = new PortMapping({
    port: 4_242,
    log: () => undefined,
    onChange: () => undefined,
    networks: () => [],
    gateways: async () => [{ ip: LOCAL, ownIp: LOCAL }],
    gatewayPort: port,
  });
  await asked;
  await mapping.close();
  expect(mapping.paths()).toEqual([]);
  expect(questions.length).toBeLessThan(2 * MAPPING_ASKS_GAPS_MS.length); // each way to ask, to its end
});
