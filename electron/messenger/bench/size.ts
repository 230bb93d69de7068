import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type ContactRow, openStorage, type Store } from '../../storage/index.ts';
import { testFolder, testStorageWorker } from '../../storage/testing/index.ts';
import { systemClock } from '../clock.ts';
import { conversationOf } from '../contacts/contacts.ts';
import { identityOfKey, keyOfModulus } from '../identity/rsa-identity.ts';
import { type Messenger, type MessengerParts, openMessenger } from '../index.ts';
import { createSharpImagePort } from '../photos/sharp-image-port.ts';
import { openKeyProtector, realSwitches } from '../testing/test-messenger.ts';
import { Writer, wordOf } from './writer.ts';

/**
 * The messenger at size: `npx tsx electron/messenger/bench/size.ts [messages]`; by default 1,000,000 in 500 conversations, a
 * tenth of them in one. Real worker, real encrypted file, synchronous=FULL. Says what was measured and what is promised.
 */
const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const CONVERSATIONS = 500;
const BATCH = 500;
const SINGLES = 200;
const SEARCHES = 200;

const folder = testFolder();
const images = createSharpImagePort();
const parts: MessengerParts = {
  dataFolder: join(folder.path, 'data'),
  keyProtector: openKeyProtector,
  images,
  switches: realSwitches,
  clock: systemClock,
  random: (length) => new Uint8Array(randomBytes(length)),
  storageWorker: await testStorageWorker(),
  listen: { ip: '127.0.0.1' },
  appVersion: '0.0.0-bench',
  log: () => undefined,
};

const self = await firstRun();
const convs = await fill(self);
await measure();
await images.close();
folder.remove();

async function firstRun(): Promise<string> {
  const messenger = await open();
  const made = await messenger.createProfile('Bench');
  if (!made.ok) throw new Error(made.error);
  await messenger.stop();
  return made.value.hashname;
}

async function open(): Promise<Messenger> {
  const opened = await openMessenger(parts);
  if (!opened.ok) throw new Error(`${opened.problem}: ${opened.detail}`);
  return opened.messenger;
}

async function fill(own: string): Promise<readonly string[]> {
  const { random } = parts;
  const storage = await openStorage({
    dataFolder: parts.dataFolder,
    sealer: openKeyProtector,
    random,
    worker: parts.storageWorker,
  });
  if (!storage.ok) throw new Error(storage.error);
  const { store } = storage.value;
  const contacts = Array.from({ length: CONVERSATIONS }, (_, n) => contactOf(own, n));
  for (const contact of contacts) await store.contacts.put(contact);
  const logs = contacts.map((contact, n) => new Writer(contact, own, n));
  const startMs = performance.now();
  for (let done = 0; done < MESSAGES; done += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, n) => {
      const turn = done + n;
      return (logs[turn % 10 === 0 ? 0 : turn % CONVERSATIONS] ?? logs[0])?.next(turn);
    });
    await store.events.insert(batch.filter((row) => row !== undefined));
  }
  const perSecond = MESSAGES / ((performance.now() - startMs) / 1_000);
  console.log(`insert in batches of ${BATCH}: ${Math.round(perSecond)} events a second (promised 2,000)`);
  await singles(store, logs[1]);
  await storage.value.close();
  return contacts.map(({ conv }) => conv);
}

async function singles(store: Store, writer: Writer | undefined): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < SINGLES; n += 1) {
    const row = writer?.next(MESSAGES + n);
    const startMs = performance.now();
    if (row !== undefined) await store.events.insert([row]);
    times.push(performance.now() - startMs);
  }
  report('insert one, durably', times, 10);
}

const mb = (bytes: number) => Math.round(bytes / 1e6);

async function measure(): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const startMs = performance.now();
  const messenger = await open();
  const list = await messenger.conversations();
  report(`open to a list of ${list.length}`, [performance.now() - startMs], 300);
  const [large = ''] = convs;
  report('open the largest conversation', await timed(20, () => messenger.listMessages(large, undefined, 100)), 50);
  const middle = { t: 1_600_000_000_000 + Math.floor(MESSAGES / 2) * 1_000, id: '0'.repeat(64) };
  report('a page from its middle', await timed(20, () => messenger.pages.atDate(large, middle.t, 100)), 50);
  report('its first unread', await timed(20, () => messenger.pages.firstUnread(large, 100)), 50);
  const words = (n: number) => [
    wordOf(n * 7),
    wordOf(n * 97 + 3).slice(0, 4),
    `${wordOf(n)} ${wordOf(n + 1)}`,
    wordOf(n % 3),
  ];
  const searches = Array.from({ length: SEARCHES }, (_, n) => words(n)[n % 4] ?? '');
  const times: number[] = [];
  for (const [n, text] of searches.entries()) {
    const conversationId = n % 5 === 0 ? large : undefined;
    times.push(...(await timed(1, () => messenger.search.find({ text, conversationId, limit: 50 }))));
  }
  report('search', times, 50);
  const after = process.memoryUsage();
  console.log(
    `memory: ${mb(after.rss - before.rss)} MB rss more than before it was opened, ${mb(before.rss)} MB (promised 150)`,
  );
  console.log(`heap: ${mb(after.heapUsed)} MB, ${mb(after.external)} MB outside of it`);
  await messenger.stop();
}

async function timed(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const startMs = performance.now();
    await work();
    times.push(performance.now() - startMs);
  }
  return times;
}

function report(what: string, times: readonly number[], promisedMs: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  console.log(`${what.padEnd(36)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (promised ${promisedMs} ms)`);
}

function contactOf(own: string, n: number): ContactRow {
  const modulus = new Uint8Array(randomBytes(256));
  modulus[0] = 0xff; // of full length, as a modulus is
  modulus[255] = 0xff; // odd
  const publicKey = keyOfModulus(modulus);
  if (publicKey === undefined) throw new Error('no modulus');
  const device = identityOfKey(publicKey).hashname;
  return {
    person: device,
    device,
    conv: conversationOf(own, device),
    publicKey,
    name: `${wordOf(n)} ${n}`,
    paths: '[]',
    state: 'contact',
    inviteSecret: undefined,
    refusal: undefined,
    addedAtMs: n,
  };
}
