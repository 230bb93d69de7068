import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from './places.mjs';

const run = promisify(execFile);

const UNIT = join(ROOT, 'build', 'linux', 'hashline-seed.service');
const text = readFileSync(UNIT, 'utf8');
/** Ends a question that hangs, however busy the machine is. */
const TEST_MS_MAX = 120_000;

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

/** Settings of one section; systemd takes one more than once, ours don't. */
function section(name: string): ReadonlyMap<string, string> {
  const body = new RegExp(`^\\[${name}\\]\\n((?:(?!\\[).*\\n?)*)`, 'm').exec(text)?.[1] ?? '';
  return new Map([...body.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]));
}

let seed: ChildProcess | undefined;
let folder = '';
afterEach(() => {
  seed?.kill();
  seed = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('the seed as a service', () => {
  test('is bounded: memory, processor, tasks and files, a user of its own, one folder of its owner’s', () => {
    const service = section('Service');
    for (const name of ['MemoryMax', 'MemoryHigh', 'CPUQuota', 'TasksMax', 'LimitNOFILE'])
      expect(service.get(name), name).toMatch(/^\d+[M%]?$/);
    expect(Object.fromEntries(service)).toMatchObject({
      ...{ DynamicUser: 'yes', StateDirectory: 'hashline-seed', StateDirectoryMode: '0700', UMask: '0077' },
      ...{ NoNewPrivileges: 'yes', ProtectSystem: 'strict', ProtectHome: 'yes', Restart: 'on-failure' },
    });
    expect(section('Install').get('WantedBy')).toBe('multi-user.target');
  });

  test.skipIf(!hasSystemd)('is one to systemd (needs systemd-analyze)', async () => {
    const { stderr } = await run('systemd-analyze', ['verify', UNIT]);
    expect(stderr).toBe('');
  });

  test('starts by its own command, and answers who asks; an empty list does not', {
    timeout: TEST_MS_MAX,
  }, async () => {
    folder = mkdtempSync(join(tmpdir(), 'hashline-seed-'));
    const command = section('Service').get('ExecStart')?.split(' ') ?? [];
    expect(command.slice(0, 2)).toEqual(['/usr/bin/env', 'node']);
    const args = command.slice(2).map((word) => (word === '/var/lib/hashline-seed' ? join(folder, 'seed') : word));
    args[args.indexOf('--port') + 1] = '0';
    seed = spawn(process.execPath, [...args, '--ip', '127.0.0.1'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    let entry = '';
    for await (const bytes of seed.stdout ?? []) {
      entry += String(bytes);
      if (entry.endsWith('}\n')) break;
    }
    const file = join(folder, 'seeds.json');
    writeFileSync(file, entry);
    const ask = () => run(process.execPath, [join('build', 'check-seeds.mjs'), file], { cwd: ROOT });
    expect((await ask()).stdout).toContain('1 of 1 seeds answer');

    writeFileSync(file, '{}');
    await expect(ask()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('names no seed') });
    seed.kill('SIGTERM');
    const [code] = await once(seed, 'exit');
    expect(code).toBe(0);
  });
});
