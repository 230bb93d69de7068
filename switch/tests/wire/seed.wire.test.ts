import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject, parseSeeds } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { expectEcho, startListener } from './pair.ts';
import { programArgs } from './programs.ts';

let root: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hashline-seed-'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

function spawnSeed(...args: string[]) {
  const child = spawn(process.execPath, [...programArgs('seed'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return { child, said: text(child.stderr), exited: once(child, 'exit') };
}

/** Until its entry is out. */
async function startSeed(folder: string, ...args: string[]) {
  const seed = spawnSeed('--ip', '127.0.0.1', '--port', '0', '--folder', join(root, folder), ...args);
  let output = '';
  for await (const chunk of seed.child.stdout) {
    output += String(chunk);
    if (output.endsWith('}\n')) break;
  }
  const parsed = parseSeeds(createNodeCrypto(), output);
  const [entry] = parsed.ok ? parsed.value : [];
  if (entry === undefined) throw new Error(`no entry of a seeds.json: ${output}${await seed.said}`);
  return { ...seed, entry, json: JSON.parse(output) as JsonObject };
}

describe.concurrent('a seed for others', () => {
  test('introduces those who know only its entry, of either kind', async () => {
    const seed = await startSeed('busy');
    const [ours, reference] = await Promise.all([startListener('ours'), startListener('reference')]);
    for (const node of [ours, reference]) {
      await node.ask({ do: 'addSeed', seed: seed.json });
      await node.until('linked', ({ err }) => err === null);
    }
    await expectEcho(ours, reference, { by: 'hashname' });
    seed.child.kill('SIGTERM');
    expect(await seed.exited).toEqual([0, null]);
    const said = await seed.said;
    expect(said).not.toContain(ours.hashname);
    expect(said).not.toContain(String(ours.port));
  });

  test('is the same one after it was stopped and started, and its secrets are its own', async () => {
    const first = await startSeed('kept');
    const { port } = first.entry.paths[0] ?? { port: 0 };
    first.child.kill('SIGTERM');
    await first.exited;
    const again = await startSeed('kept', '--port', String(port));
    expect(again.json).toEqual(first.json);
    expect((await stat(join(root, 'kept', 'identity.json'))).mode & 0o077).toBe(0);
    expect((await stat(join(root, 'kept'))).mode & 0o077).toBe(0);
    expect(JSON.parse(await readFile(join(root, 'kept', 'seed.json'), 'utf8'))).toEqual(first.json);
    again.child.kill('SIGINT');
    expect(await again.exited).toEqual([0, null]);
    expect(await again.said).toContain('this machine has no public address');
  });

  test('tells its public address in place of its own', async () => {
    const seed = await startSeed('public', '--public-ip', '203.0.113.9', '--no-tcp');
    expect(seed.entry.paths).toEqual([{ type: 'ipv4', ip: '203.0.113.9', port: expect.any(Number) }]);
    seed.child.kill('SIGTERM');
    await seed.exited;
    expect(await seed.said).not.toContain('no public address');
  });

  test('says what is wrong where it cannot start', async () => {
    const taken = await startSeed('first');
    const port = String(taken.entry.paths[0]?.port);
    const second = spawnSeed('--ip', '127.0.0.1', '--port', port, '--folder', join(root, 'second'));
    expect(await second.exited).toEqual([1, null]);
    expect(await second.said).toMatch(/in use by another program .*--port takes another one/);
    const elsewhere = spawnSeed('--ip', '192.0.2.1', '--folder', join(root, 'elsewhere'));
    expect(await elsewhere.exited).toEqual([1, null]);
    expect(await elsewhere.said).toContain('--public-ip');
    const inner = spawnSeed('--public-ip', '10.0.0.5');
    expect(await inner.exited).toEqual([1, null]);
    expect(await inner.said).toContain('not a public address');
    taken.child.kill('SIGTERM');
    await taken.exited;
  });

  test.skipIf(process.getuid?.() === 0)('says so where it may not write', async () => {
    const folder = await mkdtemp(join(root, 'closed-'));
    await chmod(folder, 0o500);
    const seed = spawnSeed('--ip', '127.0.0.1', '--port', '0', '--folder', join(folder, 'seed'));
    expect(await seed.exited).toEqual([1, null]);
    expect(await seed.said).toContain('EACCES');
  });
});
