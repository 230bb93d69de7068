import { readdir, readFile } from 'node:fs/promises';

/**
 * What a program and all it started hold, in bytes: the sum of PSS (proc(5): memory that n processes share counts a n-th in each), so
 * that Electron's own libraries are not counted five times. Linux alone can tell.
 *
 * @param {number} rootPid
 */
export async function memoryOf(rootPid) {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '');
    // "pid (name) state ppid": a name may hold brackets and spaces itself.
    const [, parent] = /^.*\) \S (\d+)/s.exec(status) ?? [];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = new Set([rootPid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  let bytes = 0;
  for (const pid of family) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'latin1').catch(() => '');
    bytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  }
  return bytes;
}
