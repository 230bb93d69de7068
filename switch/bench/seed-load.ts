import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsonValue } from '../endpoint.ts';
import { Switch } from '../node-api/switch.ts';

// What a seed needs: `npx tsx switch/bench/seed-load.ts [clients]`. Starts `npm run seed` and so many switches that link to it.

const CLIENTS = Number(process.argv[2] ?? 1_000);
/** Clients that begin at the same time: a seed gives so many introductions and takes so many strangers a second. */
const CLIENTS_AT_ONCE = 20;
/** After the last has come: pings, looks around and searches go on. */
const CALM_MS = 15_000;
const MEGABYTE = 2 ** 20;

const folder = await mkdtemp(join(tmpdir(), 'hashline-seed-load-'));
const seed = spawn(process.execPath, [
  ...['--max-old-space-size=128', '--import', 'tsx', new URL('../cli/seed-main.ts', import.meta.url).pathname],
  ...['--ip', '127.0.0.1', '--port', '0', '--folder', folder, '--csids', '3a'],
]);
const said = text(seed.stderr);
let output = '';
for await (const chunk of seed.stdout) {
  output += String(chunk);
  if (output.endsWith('}\n')) break;
}
const seeds: JsonValue = JSON.parse(output);
const idle = await usage();
console.error(`idle: ${idle.megabytes.toFixed(0)} MB`);

const clients: Switch[] = [];
const beganAtMs = performance.now();
while (clients.length < CLIENTS) {
  const next = await Promise.all(Array.from({ length: CLIENTS_AT_ONCE }, () => startClient()));
  clients.push(...next);
  if (clients.length % 100 === 0) await report();
}
await pause(CALM_MS);
const calmBegan = await usage();
await pause(CALM_MS);
const calm = await usage();
await report();
const cpuPercent = ((calm.cpuSeconds - calmBegan.cpuSeconds) / (CALM_MS / 1_000)) * 100;
console.error(`in calm: ${cpuPercent.toFixed(1)} % of a core`);
seed.kill('SIGTERM');
console.error((await said).trim());
await Promise.all(clients.map((client) => client.close()));
await rm(folder, { recursive: true });

async function startClient(): Promise<Switch> {
  const client = await Switch.create({ csids: ['3a'], listen: { ip: '127.0.0.1' }, tcp: false, seeds });
  for (let tries = 0; client.links().length === 0 && tries < 200; tries++) await pause(50);
  return client;
}

async function report(): Promise<void> {
  const { megabytes, cpuSeconds } = await usage();
  const linked = clients.filter((client) => client.links().length > 0).length;
  const perClient = ((megabytes - idle.megabytes) * 1_024) / clients.length;
  const seconds = (performance.now() - beganAtMs) / 1_000;
  console.error(
    `${clients.length} clients after ${seconds.toFixed(0)} s, ${linked} with a link: seed ${megabytes.toFixed(0)} MB ` +
      `(${perClient.toFixed(0)} kB each), ${cpuSeconds.toFixed(1)} s of a core`,
  );
}

/** Of the seed, as Linux tells it. */
async function usage() {
  const status = await readFile(`/proc/${seed.pid}/status`, 'utf8');
  const stat = (await readFile(`/proc/${seed.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  // utime and stime, in hundredths of a second.
  return { megabytes: (kilobytes * 1_024) / MEGABYTE, cpuSeconds: (Number(stat[11]) + Number(stat[12])) / 100 };
}
