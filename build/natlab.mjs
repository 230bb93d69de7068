import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';

/** Where the laboratory is kept beside a checkout, unless NATLAB names it. */
const NATLAB = process.env.NATLAB ?? join(ROOT, '..', 'shared', 'natlab', 'natlab');

const PROGRAMS = [
  { name: 'ip', from: 'iproute2' },
  { name: 'nft', from: 'nftables' },
  { name: 'nsenter', from: 'util-linux' },
  { name: 'perl', from: 'perl' },
];
/** A router's daemon that maps ports: its tests alone are left out without it. */
const MAPPING = { name: 'miniupnpd', from: 'miniupnpd-nftables', tests: '**/mapping.natlab.test.ts' };

/** Begins the names of our laboratories, before the process that owns them: natlab allows `nl` and digits alone. */
const OWNER_START = 'nl4242';
const OWNER_DIGITS = 8;
/** After that, the worker of vitest, and what the namespace is. */
const NAMESPACE = new RegExp(`^(${OWNER_START}(\\d{${OWNER_DIGITS}})\\d+-)`);
/** Where `ip netns` keeps their names. */
const NAMESPACES = '/run/netns';
const DOWN_TIMEOUT_MS = 60_000;

/** What tests across real networks lack here, in words; none: they can run. */
export function missingForNatlab() {
  return [
    process.platform === 'linux' ? [] : ['Linux (network namespaces)'],
    process.getuid?.() === 0 ? [] : ['root (to create network namespaces)'],
    existsSync(NATLAB)
      ? []
      : [`natlab, the laboratory of home routers (looked for at ${NATLAB}; NATLAB names another place)`],
    PROGRAMS.filter(({ name }) => !isInstalled(name)).map(({ name, from }) => `${name} (Debian: ${from})`),
  ].flat();
}

/** What is left out of those that can run, as arguments of vitest, and why. */
export function leftOutOfNatlab() {
  if (isInstalled(MAPPING.name)) return { args: [], why: undefined };
  return { args: ['--exclude', MAPPING.tests], why: `port mapping: needs ${MAPPING.name} (Debian: ${MAPPING.from})` };
}

/**
 * Runs `work` with what the tests of the laboratory read, and leaves no namespace behind, neither ours nor those of an earlier
 * run that was killed.
 *
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withNatlab(work) {
  const owner = OWNER_START + String(process.pid).padStart(OWNER_DIGITS, '0');
  await takeDown((ownerPid) => ownerPid !== process.pid && !isRunning(ownerPid));
  try {
    return await work({ NATLAB, NATLAB_OWNER: owner });
  } finally {
    await takeDown((ownerPid) => ownerPid === process.pid);
  }
}

/** @param {(ownerPid: number) => boolean} isToGo */
async function takeDown(isToGo) {
  const prefixes = new Set();
  for (const name of existsSync(NAMESPACES) ? readdirSync(NAMESPACES) : []) {
    const [, prefix, ownerPid] = NAMESPACE.exec(name) ?? [];
    if (prefix !== undefined && isToGo(Number(ownerPid))) prefixes.add(prefix);
  }
  for (const prefix of prefixes)
    await runCommand(NATLAB, ['down'], { env: { NATLAB_PREFIX: prefix }, timeoutMs: DOWN_TIMEOUT_MS });
}

/** @param {number} pid */
function isRunning(pid) {
  return existsSync(join('/proc', String(pid)));
}

/** @param {string} name */
function isInstalled(name) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, name)));
}
