import { afterEach, expect, test } from 'vitest';
import { Switch } from '../node-api/switch.ts';
import { askSeeds } from './ask-seeds.ts';

const LOOPBACK = '127.0.0.1';
/** Ends a question that nobody answers; the others end by themselves. */
const SILENT_MS = 1_500;
const PATIENT_MS = 30_000;

const running: Switch[] = [];
afterEach(() => Promise.all(running.splice(0).map((each) => each.close())));

async function start(seeding: boolean): Promise<Switch> {
  const started = await Switch.create({ csids: ['2a'], listen: { ip: LOOPBACK }, seeding });
  running.push(started);
  return started;
}

test('a seed that runs answers', async () => {
  const seed = await start(true);
  expect(await askSeeds(seed.seedEntry(), PATIENT_MS, LOOPBACK)).toEqual([{ hashname: seed.hashname, answers: true }]);
});

test('a seed that was stopped is silent, beside one that runs', async () => {
  const [living, stopped] = [await start(true), await start(true)];
  const entries = { ...living.seedEntry(), ...stopped.seedEntry() };
  await stopped.close();
  const answers = await askSeeds(entries, SILENT_MS, LOOPBACK);
  expect(answers.find(({ hashname }) => hashname === stopped.hashname)?.answers).toBe(false);
});

test('a switch that is no seed counts as silent, and so does another key at the address', async () => {
  const [other, seed] = [await start(false), await start(true)];
  const [[name, entry] = ['', {}]] = Object.entries(other.seedEntry());
  expect(await askSeeds(other.seedEntry(), SILENT_MS, LOOPBACK)).toMatchObject([{ answers: false }]);
  const [{ paths } = { paths: [] }] = Object.values(seed.seedEntry()) as { paths: [] }[];
  const moved = { [name]: { ...(entry as object), paths } };
  expect(await askSeeds(moved, SILENT_MS, LOOPBACK)).toMatchObject([{ answers: false }]);
});
