import type { Core } from './core.ts';
import { isDiskFull } from './store-trouble.ts';

/** For writes that may be left out while the disk is full, because what they say comes again; the person is told. */
export async function writeIfRoom(core: Pick<Core, 'tellDiskFull'>, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    core.tellDiskFull(true);
  }
}
