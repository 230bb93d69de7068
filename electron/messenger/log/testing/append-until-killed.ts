import { openStorage } from '../../../storage/index.ts';
import { testSealer } from '../../../storage/testing/index.ts';
import { openBlobStore } from '../../blobs/open-blob-store.ts';
import { openConversationLog } from '../open-conversation-log.ts';
import { ALICE, seededRandom, textDraft } from './test-log.ts';

/**
 * Writes events and blobs without end, several at a time, and says each one the moment it is acknowledged, until it is killed.
 * Arguments: data folder, storage worker, seed.
 */
const [dataFolder = '', worker = '', seed = ''] = process.argv.slice(2);
const random = seededRandom(seed);
const opened = await openStorage({ dataFolder, sealer: testSealer(), random, worker: new URL(worker) });
if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
const { store, files } = opened.value;
const log = await openConversationLog({
  store,
  selfDevice: ALICE,
  sign: () => new Uint8Array(256),
  random,
  wallMs: () => 1_700_000_000_000,
  blobsOf: () => [],
});
const blobs = await openBlobStore({ rows: store.blobs, files, random });

function say(what: string, id: string): void {
  process.stdout.write(`${what} ${id}\n`); // a pipe is written at once, so nothing said is lost with us
}

async function appendOne(text: string): Promise<void> {
  const { id } = await log.append(textDraft(text, 1));
  say('event', id);
}

async function addOne(): Promise<void> {
  const { id } = await blobs.addBytes(random(300_000));
  say('blob', id);
}

for (let round = 0; ; round += 1) {
  const texts = Array.from({ length: 5 }, (_, index) => `${seed} ${round} ${index}`);
  await Promise.all([...texts.map(appendOne), addOne()]);
}
