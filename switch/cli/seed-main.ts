import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Hashname, type JsonObject, reachOf, writeSeeds } from '../index.ts';
import { SwitchError } from '../node-api/errors.ts';
import { Switch } from '../node-api/switch.ts';
import { Refusal } from './ask.ts';
import { pathsToTell, readSeedOptions, SEED_HELP, type SeedOptions } from './seed-options.ts';
import { readSeedsFile } from './seeds-file.ts';

/** One line a minute says that it lives, and how busy it is. */
const STATUS_MS = 60_000;
/** Links are stored so often, for a machine that loses its power. */
const STORE_MS = 600_000;

// `npm run seed`: a switch for others on a server.
try {
  const options = readSeedOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(SEED_HELP);
  else await run(options);
} catch (error) {
  if (!(error instanceof Refusal || error instanceof SwitchError || isSystemError(error))) throw error;
  say(adviceOf(error));
  process.exitCode = 1;
}

async function run(options: SeedOptions): Promise<void> {
  const { ip, port, folder, csids, tcp, bridges } = options;
  const seeds = await readSeedsFile(options.seedsFile);
  const seed = await Switch.create({
    folder,
    csids,
    tcp,
    seeds,
    listen: { port, ...(ip !== undefined && { ip }) },
    seeding: true,
    bridging: bridges ? 'anyone' : 'nobody',
    lanDiscovery: false,
    portMapping: false,
    log: say,
  });
  const entry = entryOf(seed, options.publicIps);
  await writeFile(join(folder, 'seed.json'), entry); // public, unlike the rest
  process.stdout.write(entry);
  say(
    `listening at port ${seed.endpoint.localPaths()[0]?.port ?? port}; its entry is in ${join(folder, 'seed.json')} too`,
  );
  reportOn(seed);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void seed.close().then(() => process.exit(0)));
}

/** Its entry for a seeds.json, with a warning if nobody outside can use it. */
function entryOf(seed: Switch, publicIps: readonly string[]): string {
  const paths = pathsToTell(seed.endpoint.localPaths(), publicIps);
  if (paths.length === 0) say('this machine has no address of that kind: nobody can reach the seed');
  else if (!paths.some((path) => reachOf(path) === 'public'))
    say('this machine has no public address: the entry is good in its own network only, unless --public-ip names one');
  const json: JsonObject = writeSeeds([{ identity: seed.identity, paths }]);
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** Counts alone: who is here is nobody's business. */
function reportOn(seed: Switch): void {
  const open = new Set<Hashname>();
  seed.on('status', ({ peer, line }) => {
    if (line === 'open') open.add(peer);
    else open.delete(peer);
  });
  const status = setInterval(() => {
    const megabytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
    say(`${open.size} lines, ${seed.links().length} links, ${megabytes} MB`);
  }, STATUS_MS);
  const store = setInterval(() => void seed.storeLinks(), STORE_MS);
  seed.on('close', () => {
    clearInterval(status);
    clearInterval(store);
  });
}

function say(text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
}

/** Of the file system: the folder can't be made or written. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function adviceOf(error: Error): string {
  const code = error instanceof SwitchError ? error.code : undefined;
  if (code === 'port-taken') return `${error.message} Another seed may run already; --port takes another one.`;
  if (code === 'network-denied') return `${error.message} A port below 1024 needs root; --port takes another one.`;
  if (code === 'address-unavailable')
    return `${error.message} This machine doesn't have it: leave --ip out, and give it as --public-ip.`;
  if (code === 'not-an-identity') return `${error.message}. Nothing was changed there; --folder takes another one.`;
  return error.message;
}
