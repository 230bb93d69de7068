import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Store } from '../../storage/index.ts';
import { testFolder } from '../../storage/testing/index.ts';
import { createSharpImagePort } from '../photos/sharp-image-port.ts';
import { BATCH, benchParts, fillProfile, firstRun, LARGEST_NAME, openOrThrow } from './large-profile.ts';
import { type Writer, wordOf } from './writer.ts';

/**
 * The messenger at size: `npx tsx electron/messenger/bench/size.ts [messages]`; by default 1,000,000 in 500 conversations, a
 * tenth of them in one. Real worker, real encrypted file, synchronous=FULL. Says what was measured and what is promised. Filling takes
 * minutes: `--profile=FOLDER` measures one of this many messages that `make-profile.ts` filled.
 */
const PROFILE_OPTION = '--profile=';
const [messagesText = '1000000'] = process.argv.slice(2).filter((arg) => !arg.startsWith(PROFILE_OPTION));
const MESSAGES = Number(messagesText);
const filledBefore = process.argv.find((arg) => arg.startsWith(PROFILE_OPTION))?.slice(PROFILE_OPTION.length);
const SINGLES = 200;
const SEARCHES = 200;

const mb = (bytes: number) => Math.round(bytes / 1e6);
const folder = testFolder();
const images = createSharpImagePort();
const parts = await benchParts(filledBefore ?? join(folder.path, 'data'), images);

if (filledBefore === undefined) await fill(await firstRun(parts, 'Bench'));
await measure();
await images.close();
folder.remove();

async function fill(own: string): Promise<void> {
  const filled = await fillProfile(parts, own, MESSAGES);
  const perSecond = MESSAGES / (filled.tookMs / 1_000);
  console.log(`insert in batches of ${BATCH}: ${Math.round(perSecond)} events a second (promised 2,000)`);
  await singles(filled.storage.store, filled.writers[1]);
  await filled.storage.close();
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

async function measure(): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const startMs = performance.now();
  const messenger = await openOrThrow(parts);
  const list = await messenger.conversations();
  report(`open to a list of ${list.length}`, [performance.now() - startMs], 300);
  const large = list.find(({ name }) => name === LARGEST_NAME)?.id ?? '';
  report(
    'open the largest conversation, first',
    await timed(1, () => messenger.listMessages(large, undefined, 100)),
    50,
  );
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
  globalThis.gc?.();
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
