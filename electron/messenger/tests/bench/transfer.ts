import { randomFillSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageView } from '../../index.ts';
import { befriend, type Headless } from '../headless.ts';
import { World } from '../world.ts';

/**
 * What 100 MB from one messenger to another cost beyond the bare channel, each a process of its own on this machine: `npx tsx
 * electron/messenger/tests/bench/transfer.ts [MB]`. First so many bytes over a channel of their line, taken and forgotten; then files of as
 * many in all, fetched, checked and stored, each chunk on the disk before it counts. The promises: at most 15 % more time, the event
 * loops' delay below 16 ms for 99 of 100 looks meanwhile (architecture.md), and a text meanwhile is there at once. For a quiet machine;
 * of one that is not, the processor time says more than the clock. `--line=100,25` puts a line of 100 Mbit/s and 25 ms each way between them.
 */
const MB = 1_048_576;
const LINE_OPTION = '--line=';
const [totalText = '100'] = process.argv.slice(2).filter((arg) => !arg.startsWith(LINE_OPTION));
const totalMb = Number(totalText);
/** Undefined: nothing between them but this machine. */
const line = process.argv.find((arg) => arg.startsWith(LINE_OPTION));
const FILE_MB = 10;
/** In turns, so that what else the machine does meets both. */
const ROUNDS = 3;
const TEXT_EVERY_MS = 500;
const TRANSFER_MS_MAX = 600_000;

interface Stats {
  /** Of all threads since the start. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly loop: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
}

/** Messages whose files are whole at the receiver, and who waits for the next. Read line by line: a search through all would take a
 * core from those that are measured. */
const here = new Set<string>();
let onHere: (() => void) | undefined;

function takeLine(text: string): void {
  if (!text.includes('"state":"here"')) return;
  const { messages = [] }: { readonly messages?: readonly MessageView[] } = JSON.parse(text);
  for (const { id, content } of messages)
    if (content.kind === 'file' && content.file.transfer.state === 'here') here.add(id);
  onHere?.();
}

const world = new World();
try {
  await measure();
} finally {
  await world.remove();
}

async function measure(): Promise<void> {
  const options = { script: 'bench-person.mjs', ...(line !== undefined && { args: [line, '--listen', '127.0.0.1'] }) };
  const sender = await world.person('sender', options);
  const receiver = await world.person('receiver', { ...options, onLine: takeLine });
  const conversation = await befriend(sender, receiver);
  await receiver.ask('fetchRules', { conversation, byItselfBytes: 0 }); // what comes waits for the word
  const { profile } = await receiver.ask<{ profile: { hashname: string } }>('profile');
  const both = [sender, receiver];
  const bare: Cost[] = [];
  const whole: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const files = await offer(sender, receiver, conversation, round);
    const bytes = { device: profile.hashname, bytes: totalMb * MB };
    bare.push(await costOf('bare', both, async () => (await sender.ask<{ seconds: number }>('bare', bytes)).seconds));
    whole.push(await costOf('stored', both, () => fetchAll(sender, receiver, conversation, files)));
  }
  const [bareS, wholeS] = [showCosts('bare  ', bare), showCosts('stored', whole)];
  console.log(`cost beyond the bare channel: ${((wholeS / bareS - 1) * 100).toFixed(1)} %`);
  for (const who of both) await who.stop();
}

interface Cost {
  readonly seconds: number;
  /** Processor time of each. */
  readonly cpuMs: readonly number[];
}

async function costOf(what: string, people: readonly Headless[], act: () => Promise<number>): Promise<Cost> {
  const stats = () => Promise.all(people.map((who) => who.ask<Stats>('stats', { anew: true })));
  const before = await stats();
  const seconds = await act();
  const after = await stats();
  for (const [index, who] of people.entries()) show(what, who, after[index]);
  return { seconds, cpuMs: after.map(({ cpuMs }, index) => cpuMs - (before[index]?.cpuMs ?? 0)) };
}

/** The median of their seconds. */
function showCosts(what: string, costs: readonly Cost[]): number {
  const seconds = median(costs.map((cost) => cost.seconds));
  const [senderMs, receiverMs] = [0, 1].map((index) => median(costs.map(({ cpuMs }) => cpuMs[index] ?? 0)));
  const all = costs.map((cost) => cost.seconds.toFixed(2)).join(' ');
  console.log(
    `${what} ${rate(seconds)}, ${all} s; processor time of the sender ${senderMs} ms, of the receiver ${receiverMs} ms`,
  );
  return seconds;
}

/** Files stored at the sender, of which the receiver knows and has nothing. */
async function offer(from: Headless, to: Headless, conversation: string, round: number): Promise<readonly string[]> {
  const sinceMs = performance.now();
  const ids: string[] = [];
  for (let at = 0; at < totalMb / FILE_MB; at++) {
    const file = join(world.folder, `file-${round}-${at}`);
    writeFileSync(file, randomFillSync(Buffer.alloc(FILE_MB * MB)));
    const { message } = await from.ask<{ message: MessageView }>('file', { conversation, file });
    ids.push(message.id);
  }
  const last = ids.at(-1);
  await to.until('the offers', async () => (await to.messages(conversation)).some(({ id }) => id === last));
  console.log(`round ${round + 1}: ${totalMb} MB made and stored at the sender in ${secondsSince(sinceMs)} s`);
  return ids;
}

/** Seconds until all of them are whole, with a text now and then meanwhile. */
async function fetchAll(from: Headless, to: Headless, conversation: string, ids: readonly string[]): Promise<number> {
  const sinceMs = performance.now();
  const isWhole = allHere(ids);
  for (const message of ids) await to.ask('fetch', { conversation, message });
  const textsMs: number[] = [];
  let isOver = false;
  const texts = (async () => {
    while (!isOver) {
      textsMs.push(await timeOfText(from, to, conversation, `text ${textsMs.length}`));
      await new Promise((resolve) => setTimeout(resolve, TEXT_EVERY_MS));
    }
  })();
  await isWhole;
  const seconds = (performance.now() - sinceMs) / 1_000;
  isOver = true;
  await texts;
  textsMs.sort((a, b) => a - b);
  console.log(
    `  ${textsMs.length} texts: median ${median(textsMs).toFixed(0)} ms, longest ${textsMs.at(-1)?.toFixed(0)} ms`,
  );
  return seconds;
}

function allHere(ids: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the files did not arrive')), TRANSFER_MS_MAX);
    onHere = () => {
      if (!ids.every((id) => here.has(id))) return;
      clearTimeout(timer);
      resolve();
    };
  });
}

/** From the moment it is asked for to the moment it is seen over there, through both processes' lines. */
async function timeOfText(from: Headless, to: Headless, conversation: string, text: string): Promise<number> {
  const sinceMs = performance.now();
  const { message } = await from.ask<{ message: MessageView }>('say', { conversation, text });
  await to.event('messages', ({ messages }) => Array.isArray(messages) && messages.some(({ id }) => id === message.id));
  return performance.now() - sinceMs;
}

function show(what: string, who: Headless, stats: Stats | undefined): void {
  if (stats === undefined) return;
  const { p50Ms, p99Ms, maxMs } = stats.loop;
  console.log(
    `  ${what.padEnd(6)} ${who.name.padEnd(8)} memory ${(stats.rssBytes / MB).toFixed(0)} MB; loop held p50 ${p50Ms}, p99 ${p99Ms}, longest ${maxMs} ms`,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function rate(seconds: number): string {
  return `${(totalMb / seconds).toFixed(1)} MB/s`;
}

function secondsSince(atMs: number): string {
  return ((performance.now() - atMs) / 1_000).toFixed(1);
}
