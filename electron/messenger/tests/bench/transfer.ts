import { randomFillSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageView } from '../../index.ts';
import { befriend, type Headless } from '../headless.ts';
import { World } from '../world.ts';

/**
 * What 100 MB from one messenger to another cost, each a process of its own on this machine: `npx tsx
 * electron/messenger/tests/bench/transfer.ts [MB]`. The promises (architecture.md): the event loop's delay stays below 16 ms for 99 of 100 looks,
 * the core below 150 MB; and a text meanwhile is there at once.
 */
const MB = 1_048_576;
const totalMb = Number(process.argv[2] ?? 100);
/** Files in all: below what is taken without asking. */
const FILE_MB = 10;
const TEXT_EVERY_MS = 500;
const TRANSFER_MS_MAX = 600_000;

interface Stats {
  readonly rssBytes: number;
  readonly loop: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
}

const world = new World();
try {
  await measure();
} finally {
  await world.remove();
}

async function measure(): Promise<void> {
  const people = [await world.person('sender'), await world.person('receiver')] as const;
  const [sender, receiver] = people;
  const conversation = await befriend(sender, receiver);
  const files = Array.from({ length: Math.ceil(totalMb / FILE_MB) }, (_, at) => newFile(`file-${at}`));
  for (const who of people) show(who, 'before', await who.ask<Stats>('stats', { anew: true }), 0);
  const highest = new Map<Headless, number>();
  const startedAtMs = performance.now();
  const stored = (async () => {
    for (const file of files) await sender.ask('file', { conversation, file });
    console.log(`stored at the sender after ${secondsSince(startedAtMs)} s`);
  })();
  const textsMs: number[] = [];
  while ((await wholeCount(receiver, conversation)) < files.length) {
    if (performance.now() - startedAtMs > TRANSFER_MS_MAX) throw new Error('the files did not arrive');
    textsMs.push(await timeOfText(sender, receiver, conversation, `text ${textsMs.length}`));
    for (const who of people) {
      const { rssBytes } = await who.ask<Stats>('stats');
      highest.set(who, Math.max(highest.get(who) ?? 0, rssBytes));
    }
    await new Promise((resolve) => setTimeout(resolve, TEXT_EVERY_MS));
  }
  await stored;
  const tookS = secondsSince(startedAtMs);
  console.log(`${totalMb} MB whole at the receiver after ${tookS} s`);
  textsMs.sort((a, b) => a - b);
  const [median = 0, longest = 0] = [textsMs[textsMs.length >> 1], textsMs.at(-1)];
  console.log(`${textsMs.length} texts meanwhile: median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`);
  for (const who of people) show(who, 'after', await who.ask<Stats>('stats'), highest.get(who) ?? 0);
  for (const who of people) await who.stop();
}

function newFile(name: string): string {
  const file = join(world.folder, name);
  writeFileSync(file, randomFillSync(Buffer.alloc(FILE_MB * MB)));
  return file;
}

async function wholeCount(who: Headless, conversation: string): Promise<number> {
  const messages = await who.messages(conversation);
  return messages.filter(({ content }) => content.kind === 'file' && content.file.transfer.state === 'here').length;
}

/** From the moment it is asked for to the moment it is seen over there, through both processes' lines. */
async function timeOfText(from: Headless, to: Headless, conversation: string, text: string): Promise<number> {
  const startedAtMs = performance.now();
  const { message } = await from.ask<{ message: MessageView }>('say', { conversation, text });
  await to.event('messages', ({ messages }) => Array.isArray(messages) && messages.some(({ id }) => id === message.id));
  return performance.now() - startedAtMs;
}

function show(who: Headless, when: string, { rssBytes, loop }: Stats, highestBytes: number): void {
  const highestMb = (Math.max(rssBytes, highestBytes) / MB).toFixed(0);
  console.log(
    `${who.name.padEnd(9)} ${when.padEnd(7)} memory ${(rssBytes / MB).toFixed(0)} MB, highest ${highestMb}; ` +
      `loop held p50 ${loop.p50Ms} ms, p99 ${loop.p99Ms} ms, longest ${loop.maxMs} ms`,
  );
}

function secondsSince(startedAtMs: number): string {
  return ((performance.now() - startedAtMs) / 1_000).toFixed(1);
}
