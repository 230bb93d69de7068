import { expect, test } from 'vitest';
import { writeSeeds } from '../../../switch/index.ts';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import type { StateStore } from '../../storage/store.ts';
import { NetworkChoices } from './network-settings.ts';

function createState(values = new Map<string, string>()): StateStore {
  return {
    getText: async (name) => values.get(name),
    setText: async (name, value) => void values.set(name, value),
    getBytes: async () => undefined,
    setBytes: async () => undefined,
  };
}

test('the usual at first, and what was chosen after every start', async () => {
  const state = createState();
  const first = await NetworkChoices.open(state);
  expect(first.now).toMatchObject({ port: undefined, hasPortMapping: true, carries: true, seeds: '' });
  expect(await first.change({ port: 42_424, hasPortMapping: false })).toEqual({ ok: true, value: {} });
  expect((await NetworkChoices.open(state)).now).toMatchObject({ port: 42_424, hasPortMapping: false, carries: true });
  expect(await first.change({ port: undefined })).toEqual({ ok: true, value: {} });
  expect((await NetworkChoices.open(state)).now.port).toBeUndefined();
});

test('own seeds come back as hints without an age; what is no list of seeds changes nothing', async () => {
  const { secrets: _, ...identity } = await nodeSwitchFactory.generateIdentity();
  const text = JSON.stringify(writeSeeds([{ identity, paths: [{ type: 'ipv4', ip: '192.0.2.7', port: 42_424 }] }]));
  const choices = await NetworkChoices.open(createState());
  expect(await choices.change({ seeds: text })).toEqual({ ok: true, value: {} });
  expect(choices.seeds().map((hint) => [hint.identity.hashname, hint.ageMs])).toEqual([[identity.hashname, undefined]]);
  for (const seeds of ['hello', '[]', '{}', text.replace('192', '"')]) {
    expect(await choices.change({ seeds })).toEqual({ ok: false, error: 'not-seeds' });
  }
  expect(choices.seeds()).toHaveLength(1);
});

test('ports of the system and caps beyond all lines are refused by name', async () => {
  const choices = await NetworkChoices.open(createState());
  for (const port of [0, 80, 65_536, 1.5])
    expect(await choices.change({ port })).toEqual({ ok: false, error: 'bad-port' });
  for (const carryBytesPerSecond of [0, -1, 1e12]) {
    expect(await choices.change({ carryBytesPerSecond })).toEqual({ ok: false, error: 'bad-cap' });
  }
});

test('a store that holds something else counts as nothing chosen', async () => {
  for (const text of ['', '{', '{"port":"x"}', '[]']) {
    const { now } = await NetworkChoices.open(createState(new Map([['network.settings', text]])));
    expect(now).toMatchObject({ port: undefined, hasPortMapping: true });
  }
});
