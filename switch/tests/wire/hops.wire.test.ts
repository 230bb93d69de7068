import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { SecretIdentity } from '../../endpoint.ts';
import { generateIdentity } from '../../io/node-identity.ts';
import type { NodeProcess, ProgramName } from './node-process.ts';
import { expectEcho, startListener } from './pair.ts';

/** Each hop is an introduction; the reference gives up a seek after 3 s and has to be asked again. */
const FOUND_TIMEOUT_MS = 45_000;

/** Who asks, the three in between, who is sought. */
const CHAINS: readonly (readonly [ProgramName, ProgramName, ProgramName, ProgramName, ProgramName])[] = [
  ['ours', 'reference', 'reference', 'reference', 'reference'],
  ['reference', 'ours', 'ours', 'ours', 'ours'],
  ['ours', 'reference', 'ours', 'reference', 'ours'],
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-hops-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Bits that the two names have alike at their beginning, as far as one digit goes. */
function bitsShared(one: SecretIdentity, other: SecretIdentity): number {
  const digit = (identity: SecretIdentity) => Number.parseInt(identity.hashname.slice(0, 1), 16);
  return Math.clz32(digit(one) ^ digit(other)) - 28;
}

async function identityWhere(isGood: (identity: SecretIdentity) => boolean): Promise<SecretIdentity> {
  for (;;) {
    const identity = await generateIdentity(['3a']);
    if (isGood(identity)) return identity;
  }
}

/** Each one closer to the last by a bit, so that each knows the next as the closest. */
async function identities() {
  // The reference reckons distances only up to the first zero digit of what it looks for.
  const sought = await identityWhere(({ hashname }) => !hashname.slice(0, 4).includes('0'));
  const [first, second, third] = [0, 1, 2].map((bits) => identityWhere((one) => bitsShared(one, sought) === bits));
  return Promise.all([identityWhere(() => true), first, second, third, sought]);
}

async function startAs(program: ProgramName, identity: SecretIdentity | undefined, ...args: string[]) {
  if (identity === undefined) throw new Error('one identity each');
  const file = join(folder, identity.hashname);
  const [key, secret] = [identity.keys['3a'], identity.secrets['3a']].map((bytes) => Buffer.from(bytes ?? []));
  const json = { '3a': key?.toString('base64'), '3a_secret': secret?.toString('base64') };
  await writeFile(file, JSON.stringify(json));
  return startListener(program, '--id', file, '--csids', '3a', ...args);
}

async function link(node: NodeProcess, to: NodeProcess): Promise<void> {
  await node.ask({ do: 'addSeed', seed: to.seed });
  await node.until('linked', ({ hashname, err }) => hashname === to.hashname && err === null);
}

/** Asks until it is found. */
async function expectFound(asker: NodeProcess, sought: NodeProcess): Promise<void> {
  for (const endAtMs = Date.now() + FOUND_TIMEOUT_MS; ; ) {
    const count = asker.all('seek').length;
    await asker.ask({ do: 'seek', hashname: sought.hashname });
    const answer = await asker.until('seek', (event) => asker.all('seek').indexOf(event) >= count);
    if (answer.found === true) return;
    if (Date.now() > endAtMs) throw new Error(`not found: ${JSON.stringify(answer)}`);
  }
}

describe.concurrent.each(CHAINS)('%s -> %s -> %s -> %s -> %s', (...programs) => {
  test('the last is found by its name, step by step, and spoken to', { timeout: 2 * FOUND_TIMEOUT_MS }, async () => {
    const names = await identities();
    const start = (at: number, ...args: string[]) => startAs(programs[at] ?? 'ours', names[at], ...args);
    const [asker, first, second, third, sought] = await Promise.all([
      start(0),
      start(1, '--seed'),
      start(2, '--seed'),
      start(3, '--seed'),
      start(4),
    ]);
    await link(first, second);
    await link(second, third);
    await link(sought, third);
    await link(asker, first);
    await expectFound(asker, sought);
    await expectEcho(asker, sought, { after: 'three hops' });
  });
});
