import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStorage } from '../../storage/index.ts';
import { startChild } from '../../storage/testing/child.ts';
import { testFolder, testSealer, testStorageWorker } from '../../storage/testing/index.ts';
import { openBlobStore } from '../blobs/open-blob-store.ts';
import { CONV, seededRandom } from './testing/test-log.ts';

/** One run of the writer: killed as soon as it has said this many things. Returns all it said. */
async function writeAndKill(
  dataFolder: string,
  worker: URL,
  seed: string,
  saidMax: number,
): Promise<readonly string[]> {
  const script = new URL('./testing/append-until-killed.ts', import.meta.url);
  const child = startChild(script, [dataFolder, worker.href, seed]);
  const said: string[] = [];
  let killing: Promise<void> | undefined;
  for await (const line of child.lines) {
    said.push(line);
    if (said.length >= saidMax) killing ??= child.kill();
  }
  await killing;
  return said;
}

async function check(dataFolder: string, worker: URL, said: readonly string[]): Promise<void> {
  const opened = await openStorage({ dataFolder, sealer: testSealer(), random: seededRandom('check'), worker });
  if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
  const { store, files, close } = opened.value;
  try {
    const blobs = await openBlobStore({ rows: store.blobs, files, random: seededRandom('check') });
    for (const line of said) {
      const [what, id = ''] = line.split(' ');
      if (what === 'event') expect((await store.events.get(id))?.t, line).toBeTypeOf('number');
      else expect((await blobs.read(id, 0, 300_000))?.length, line).toBe(300_000);
    }
    const [tip, ...others] = await store.events.tips(CONV);
    expect(others).toEqual([]); // one log, no fork: no seq was given twice
    expect(await store.events.page(CONV, undefined, 1_000_000)).toHaveLength((tip?.seq ?? -1) + 1);
    expect(await store.events.heldBack(CONV)).toEqual([]);
  } finally {
    await close();
  }
}

test('kill -9 in the middle of writing loses nothing that was acknowledged', { timeout: 120_000 }, async () => {
  const worker = await testStorageWorker();
  const folder = testFolder();
  const dataFolder = join(folder.path, 'data');
  const dice = seededRandom('crash');
  const said: string[] = [];
  try {
    for (let round = 0; round < 3; round += 1) {
      const saidMax = 1 + ((dice(1)[0] ?? 0) % 40);
      const now = await writeAndKill(dataFolder, worker, `crash ${round}`, saidMax);
      expect(now.length).toBeGreaterThanOrEqual(saidMax);
      said.push(...now);
      await check(dataFolder, worker, said);
    }
  } finally {
    folder.remove();
  }
});
