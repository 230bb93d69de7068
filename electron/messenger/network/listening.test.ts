import { describe, expect, test } from 'vitest';
import type { Endpoint, StartResult, SwitchFactory, SwitchStartOptions } from '../../../switch/index.ts';
import { SimSwitchFactory, SimWorld } from '../../../switch/sim/index.ts';
import { simCrypto } from '../../../switch/tests/sim-crypto.ts';
import type { StateStore } from '../../storage/store.ts';
import type { NetworkView } from '../views/network-views.ts';
import { Listening, type ListeningParts } from './listening.ts';

/** A switch factory of a simulated world that remembers what it was asked for. */
class AskedFactory implements SwitchFactory {
  readonly asked: (number | undefined)[] = [];
  failing: Extract<StartResult, { ok: false }>['error'] | undefined;
  constructor(private readonly inner: SimSwitchFactory) {}
  generateIdentity() {
    return this.inner.generateIdentity();
  }
  async start(options: SwitchStartOptions): Promise<StartResult> {
    this.asked.push(options.listen?.port);
    if (this.failing !== undefined) return { ok: false, error: this.failing, detail: 'made to fail' };
    return this.inner.start(options);
  }
}

function createParts(over: Partial<ListeningParts> = {}, values = new Map<string, string>()) {
  const world = new SimWorld({ seed: 1, crypto: simCrypto });
  const path = world.freshPath();
  const factory = new AskedFactory(new SimSwitchFactory(world, { path }));
  const told = { views: [] as NetworkView[], ports: [] as number[][], endpoints: [] as Endpoint[] };
  const state = {
    getText: async (name: string) => values.get(name),
    setText: async (name: string, value: string) => void values.set(name, value),
    getBytes: async () => undefined,
    setBytes: async () => undefined,
  } satisfies StateStore;
  const parts: ListeningParts = {
    switches: factory,
    state,
    clock: {
      wallMs: () => world.wallMs,
      after: (ms, callback) => {
        let isCancelled = false;
        world.at(world.nowMs + ms, () => isCancelled || callback());
        return () => {
          isCancelled = true;
        };
      },
    },
    listen: {},
    hasPortMapping: true,
    log: () => undefined,
    onView: (view) => told.views.push(view),
    onPortChanged: (wanted, got) => told.ports.push([wanted, got]),
    onEndpoint: async (endpoint) => void told.endpoints.push(endpoint),
    onAddressesChanged: () => undefined,
    ...over,
  };
  return { world, path, factory, told, values, parts, identity: simCrypto.identity(0) };
}

describe('listening', () => {
  test('asks for the port used last, remembers it, and says where it listens', async () => {
    const { factory, told, values, parts, identity, path } = createParts({}, new Map([['port', '50000']]));
    const listening = new Listening(parts);
    expect(listening.view().state).toBe('starting');
    await listening.start(identity);
    expect(factory.asked).toEqual([50_000]);
    expect(told.views).toEqual([{ state: 'listening', detail: '0.0.0.0:50000', problem: undefined }]);
    expect(values.get('port')).toBe('50000');
    expect(told.endpoints[0]?.localPaths()).toEqual([{ ...path, port: 50_000 }]);
  });

  test('takes another port when that one is gone, and says so', async () => {
    const { world, told, values, parts, identity, path } = createParts({}, new Map([['port', '50000']]));
    world.network.bind({ ...path, port: 50_000 }, () => undefined);
    const listening = new Listening(parts);
    await listening.start(identity);
    expect(told.ports).toEqual([[50_000, path.port]]);
    expect(listening.view().state).toBe('listening');
    expect(values.get('port')).toBe(String(path.port));
  });

  test('keeps to a port that was asked for: it fails in words, and is tried again', async () => {
    const { world, factory, told, values, parts, identity, path } = createParts({ listen: { port: 50_000 } });
    world.network.bind({ ...path, port: 50_000 }, () => undefined);
    const listening = new Listening(parts);
    await listening.start(identity);
    expect(listening.view()).toMatchObject({ state: 'failed', problem: 'port-taken' });
    expect(told.endpoints).toEqual([]);
    world.network.unbind({ ...path, port: 50_000 });
    await world.runForAsync(31_000);
    expect(listening.view().state).toBe('listening');
    expect(factory.asked).toEqual([50_000, 50_000]);
    expect(values.get('port')).toBeUndefined();
  });

  test('a computer that woke up is looked at now, and once', async () => {
    const { world, told, parts, identity } = createParts();
    const listening = new Listening(parts);
    await listening.start(identity);
    Object.assign(told.endpoints[0] ?? {}, { localPaths: () => [] }); // its network went while it slept
    await world.runForAsync(10);
    expect(listening.view().state).toBe('listening');
    listening.lookNow();
    listening.lookNow();
    await world.runForAsync(10);
    expect(told.views.map(({ state }) => state)).toEqual(['listening', 'offline']);
  });

  test('stopped while it waits to try again, it stays stopped', async () => {
    const { world, factory, parts, identity } = createParts();
    factory.failing = 'network-denied';
    const listening = new Listening(parts);
    await listening.start(identity);
    expect(listening.view()).toMatchObject({ state: 'failed', problem: 'network-denied' });
    await listening.stop();
    await world.runForAsync(120_000);
    expect(factory.asked).toHaveLength(1);
  });

  test('gives the switch the newest stamp it has used, which is stored before it is used', async () => {
    const { factory, values, parts, identity } = createParts({}, new Map([['last-open-at', '1800000000123']]));
    let options: SwitchStartOptions | undefined;
    const start = factory.start.bind(factory);
    factory.start = (given) => {
      options = given;
      return start(given);
    };
    await new Listening(parts).start(identity);
    expect(options?.lastOpenAtMs).toBe(1_800_000_000_123);
    await options?.persistOpenAtMs(1_800_000_000_456);
    expect(values.get('last-open-at')).toBe('1800000000456');
  });
});
