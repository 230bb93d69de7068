import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type NodeProcess, startNodeVia } from '../wire/node-process.ts';

const run = promisify(execFile);

/** The laboratory's command, as `npm run test:nat` found it. */
const NATLAB = process.env.NATLAB ?? 'natlab';
/** A laboratory of this worker's own, beside others of this machine: named by whoever clears it up if we can't. */
const PREFIX = `${process.env.NATLAB_OWNER ?? 'nl'}${process.env.VITEST_POOL_ID ?? ''}-`;
/** Setting up some namespaces takes a second, on a busy machine ten. */
const COMMAND_TIMEOUT_MS = 60_000;

/** Hosts and home routers as network namespaces: `natlab` with its own words. Returns what it wrote. */
export async function natlab(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, NATLAB_PREFIX: PREFIX };
  const { stdout } = await run(NATLAB, args, { env, timeout: COMMAND_TIMEOUT_MS });
  return stdout.trim();
}

/** The command line that runs the rest of it on a host of the laboratory. */
export function insideOf(host: string): readonly string[] {
  process.env.NATLAB_PREFIX = PREFIX; // for the child: the laboratory's command reads it there
  return [NATLAB, 'exec', host, '--'];
}

/** A headless node of ours on a host of the laboratory, which may use every network there. */
export async function startOn(host: string, ...args: readonly string[]): Promise<NodeProcess> {
  return startNodeVia(insideOf(host), 'ours', '--ip', '0.0.0.0', '--any-network', ...args);
}
