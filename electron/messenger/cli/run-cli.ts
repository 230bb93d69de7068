import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { SwitchFactory } from '../../../switch/index.ts';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import { type Messenger, type MessengerParts, openMessenger, readSeedsFile, systemClock } from '../index.ts';
import { createSharpImagePort } from '../photos/sharp-image-port.ts';
import type { Actions } from './action.ts';
import { ACTIONS } from './actions/index.ts';
import { Driver } from './driver.ts';
import { FILE_PROTECTOR } from './file-protector.ts';
import { readPassphrase } from './files.ts';
import { LineOutput } from './line-output.ts';
import { type CliOptions, HELP, readOptions } from './options.ts';
import { statsActions } from './stats.ts';

/** Of the lines, not of the program: it rises when an action or event changes its meaning or loses a field. */
const LINES_VERSION = 1;

/** Replaced by the bundler with package.json's version. */
declare const __APP_VERSION__: string;

const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Whatever this program writes is its owner's alone. */
const OWNER_ONLY = 0o077;

/** What a bench measures beside the messenger, in its process. */
export interface CliExtras {
  readonly switches: SwitchFactory;
  readonly actions: Actions;
}

const NO_EXTRAS: CliExtras = { switches: nodeSwitchFactory, actions: {} };

/** Runs until stdin ends or a signal comes. The exit code: 0, 1 if the data folder can't be opened, 2 for a wrong command line. */
export async function runCli(args: readonly string[], extras = NO_EXTRAS): Promise<number> {
  process.umask(OWNER_ONLY);
  const options = readOptions(args, process.cwd());
  if (!options.ok) return refuse(options.error);
  if (options.value === 'help') {
    process.stdout.write(HELP);
    return EXIT_OK;
  }
  const { seedsFile, passphraseFile } = options.value;
  const seeds = seedsFile === undefined ? undefined : await readSeedsFile(seedsFile);
  if (seeds?.ok === false) return refuse(seeds.error);
  const passphrase = passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile);
  if (passphrase?.ok === false) return refuse(`The passphrase file can't be read: ${passphrase.detail}`);
  process.on('unhandledRejection', (error) => reportBug('unhandled rejection', error));
  const output = new LineOutput(process.stdout);
  const images = createSharpImagePort(undefined, fileURLToPath(new URL('./sharp-child.mjs', import.meta.url)));
  try {
    return await serve(options.value, extras, output, {
      images,
      ...(seeds !== undefined && { seeds: seeds.value }),
      // A passphrase that was wrong once is wrong again.
      ...(passphrase !== undefined && {
        unlock: async ({ why, isAgain }) =>
          why === 'passphrase' && !isAgain ? { passphrase: passphrase.value } : undefined,
      }),
    });
  } finally {
    await images.close();
    await output.end();
  }
}

async function serve(
  options: CliOptions,
  { switches, actions }: CliExtras,
  output: LineOutput,
  more: Pick<MessengerParts, 'images' | 'seeds' | 'unlock'>,
): Promise<number> {
  const opened = await openMessenger({
    ...more,
    dataFolder: options.dataFolder,
    keyProtector: FILE_PROTECTOR,
    switches,
    clock: systemClock,
    random: (length) => new Uint8Array(randomBytes(length)),
    storageWorker: new URL('./storage-worker.mjs', import.meta.url),
    ...(options.listen !== undefined && { listen: options.listen }),
    appVersion: __APP_VERSION__,
    log: (line) => options.isLogTold && output.event({ event: 'log', line }),
  });
  if (!opened.ok) {
    output.answer({ event: 'failed', problem: opened.problem, detail: opened.detail });
    return EXIT_FAILED;
  }
  await drive(opened.messenger, { ...ACTIONS, ...statsActions(), ...actions }, output);
  return EXIT_OK;
}

async function drive(messenger: Messenger, actions: Actions, output: LineOutput): Promise<void> {
  messenger.onEvent(({ name, ...fields }) => output.event({ event: name, ...fields }));
  const driver = new Driver({ messenger, actions, output, reportBug });
  output.answer({
    event: 'hello',
    lines: LINES_VERSION,
    version: __APP_VERSION__,
    profile: messenger.profile() ?? null,
  });
  const isOver = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
    process.stdout.once('error', () => resolve()); // nobody reads any more
  });
  await Promise.race([driver.obey(process.stdin), isOver]);
  await driver.settled();
  await messenger.stop();
  output.answer({ event: 'bye' });
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return EXIT_USAGE;
}

/** A mistake we did not foresee must not end the others' conversations: what is on disk is whole. */
function reportBug(where: string, error: unknown): void {
  process.stderr.write(`${where}: ${error instanceof Error ? error.stack : String(error)}\n`);
}
