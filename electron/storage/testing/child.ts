import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** A TypeScript file run as a process of its own, which can be killed. */
export interface TestChild {
  readonly lines: Interface;
  /** SIGKILL: no handler runs, no buffer is flushed. Resolved when it is gone. */
  kill(): Promise<void>;
}

export function startChild(script: URL, args: readonly string[]): TestChild {
  const child = spawn(process.execPath, ['--import', 'tsx', script.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { lines: createInterface({ input: child.stdout }), kill: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
