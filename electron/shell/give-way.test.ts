import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { giveWay } from './give-way.ts';

const ORDINARY = getPriority();
const BEHIND = constants.priority.PRIORITY_BELOW_NORMAL;

test('every thread of a process is put behind, and none of our own', async () => {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    await giveWay(pid);
    const threads = process.platform === 'linux' ? (await readdir(`/proc/${pid}/task`)).map(Number) : [pid];
    expect(Math.min(...threads.map((id) => getPriority(id)))).toBeGreaterThanOrEqual(BEHIND);
    expect(getPriority()).toBe(ORDINARY);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a process that is gone is nobody else', async () => {
  await giveWay(0);
  expect(getPriority()).toBe(ORDINARY);
});
