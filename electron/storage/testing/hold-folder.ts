import { openStorage } from '../open-storage.ts';
import { inProcessStorageWorker } from './in-process-worker.ts';
import { testSealer } from './test-sealer.ts';

/**
 * A second copy of the program, as a process of its own: opens the folder named on the command line, says what came of it, and
 * holds on until it is killed.
 */
const [folder = ''] = process.argv.slice(2);
const opened = await openStorage({
  dataFolder: folder,
  sealer: testSealer(),
  random: (length) => new Uint8Array(length).fill(7),
  worker: inProcessStorageWorker,
});
process.stdout.write(`${opened.ok ? 'open' : opened.error}\n`);
setInterval(() => undefined, 60_000);
