import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type NodeProcess, startNodeVia } from '../wire/node-process.ts';

const run = promisify(execFile);

/** The laboratory's command, as `npm run natlab` found it. */
const NATLAB = process.env.NATLAB ?? 'natlab';
/** A laboratory of our own beside others of this machine. */
const PREFIX = process.env.NATLAB_PREFIX ?? 'nl8-';
/** Setting up some namespaces takes a second, on a busy machine ten. */
const COMMAND_TIMEOUT_MS = 60_000;

/** Hosts and home routers as network namespaces: `natlab` with its own words. Returns what it wrote. */
export async function natlab(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, NATLAB_PREFIX: PREFIX };
  const { stdout } = await run(NATLAB, args, { env, timeout: COMMAND_TIMEOUT_MS });
  return stdout.trim();
}

/** A headless node of ours on a host of the laboratory, which may use every network there. */
export async function startOn(host: string, ...args: readonly string[]): Promise<NodeProcess> {
  process.env.NATLAB_PREFIX = PREFIX;
  return startNodeVia([NATLAB, 'exec', host, '--'], 'ours', '--ip', '0.0.0.0', '--any-network', ...args);
}
