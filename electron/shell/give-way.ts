import { readdir } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

/**
 * Puts a process of ours behind the others: alone it is as fast as before, and what a person types does not wait for it. Linux knows
 * only the priority of threads, and each begins with the ordinary one: those of later are put behind by asking again.
 */
export async function giveWay(pid: number): Promise<void> {
  if (pid === 0) return; // a process that is gone; to the system it would mean this one
  const ids = process.platform === 'linux' ? await threadsOf(pid) : [pid];
  for (const id of ids) {
    try {
      setPriority(id, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Ended by now, or a system that forbids it: it goes on as it was.
    }
  }
}

async function threadsOf(pid: number): Promise<readonly number[]> {
  try {
    return (await readdir(join('/proc', String(pid), 'task'))).map(Number);
  } catch {
    return []; // ended by now
  }
}
