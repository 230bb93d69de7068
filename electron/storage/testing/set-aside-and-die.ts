import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { inProcessStorageWorker } from './in-process-worker.ts';

/** A copy of the program that is killed while it sets a store aside: after so many renames of files, by the command line. */
const [dataFolder = '', renamesBefore = '0'] = process.argv.slice(2);
const rename = fs.rename;
let left = Number(renamesBefore);
fs.rename = async (from, to) => {
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  left -= 1;
  await rename(from, to);
};
syncBuiltinESMExports();
const { setStoreAside } = await import('../set-aside.ts');
const set = await setStoreAside({ dataFolder, worker: inProcessStorageWorker, name: 'Set aside', others: ['doubt'] });
process.stdout.write(`${set.ok ? 'done' : set.error}\n`);
