import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { openBlobFiles } from '../../storage/index.ts';
import { testStorageWorker } from '../../storage/testing/index.ts';
import { openBlobStore } from '../blobs/open-blob-store.ts';
import { ALICE, asReceived, BOB, CONV, seededRandom, testLog, textDraft } from '../log/testing/test-log.ts';

/**
 * What the log and the blob store cost on this machine: `npx tsx electron/messenger/bench/log.ts`. Real worker, real files.
 * The last column is the longest the main thread was held meanwhile; 16 ms is the promise (architecture.md).
 */
const EVENTS = 2_000;
const BATCH = 500;
const PHOTO_BYTES = 3_000_000;

const worker = await testStorageWorker();
const alice = await testLog(ALICE, { worker });
const bob = await testLog(BOB, { worker });

await measure(`append ${EVENTS} events one after the other`, EVENTS, async () => {
  for (let n = 0; n < EVENTS; n += 1) await alice.log.append(textDraft(`message number ${n}`, n));
});
const rows = await measure('find what an empty peer lacks', 1, () => alice.log.missingFrom(CONV, [], 16_000_000));
await measure(`ingest ${EVENTS} events in batches of ${BATCH}`, EVENTS / BATCH, async () => {
  for (let start = 0; start < rows.length; start += BATCH) {
    await bob.log.ingest(CONV, bob.authority, rows.slice(start, start + BATCH).map(asReceived));
  }
});
await measure(`ingest one batch of ${BATCH} again`, 1, () =>
  bob.log.ingest(CONV, bob.authority, rows.slice(0, BATCH).map(asReceived)),
);
await measure('open a conversation: newest 100', 1, () => bob.kept.store.events.page(CONV, undefined, 100));

const files = await openBlobFiles(worker, join(alice.kept.folder, 'blobs'));
const blobs = await openBlobStore({ rows: alice.kept.store.blobs, files, random: seededRandom('bench') });
const photo = seededRandom('photo')(PHOTO_BYTES);
const { id } = await measure('store a photo of 3 MB', 1, () => blobs.addBytes(photo));
await measure('read it', 1, () => blobs.read(id, 0, PHOTO_BYTES));

await files.close();
await alice.remove();
await bob.remove();

async function measure<T>(what: string, count: number, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const result = await work();
  const eachMs = (performance.now() - start) / count;
  await new Promise((resolve) => setImmediate(resolve));
  delay.disable();
  console.log(
    `${what.padEnd(48)} ${eachMs.toFixed(2).padStart(9)} ms each, main held ${(delay.max / 1e6).toFixed(1)} ms`,
  );
  return result;
}
