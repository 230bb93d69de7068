import { describe, expect, test } from 'vitest';
import type { NodeProcess } from './node-process.ts';
import { expectEcho, startListener } from './pair.ts';

/** Told nothing but that it shall look around. */
async function expectFound(seeker: NodeProcess, other: NodeProcess): Promise<void> {
  await seeker.ask({ do: 'ping' });
  const nearby = await seeker.until('nearby', ({ hashname }) => hashname === other.hashname);
  expect(nearby).toMatchObject({ ip: '127.0.0.1', port: other.port });
}

/** Other systems have no broadcast on loopback. */
describe.skipIf(process.platform !== 'linux')('by local discovery alone', () => {
  test.each([
    ['ours', 'reference'],
    ['reference', 'ours'],
    ['ours', 'ours'],
  ] as const)('%s finds %s, and both speak', async (seekerName, otherName) => {
    // The other one is offline: it answers, but opens no line of its own accord.
    const other = await startListener(otherName, '--lan', '--offline');
    const seeker = await startListener(seekerName, '--lan');
    await expectFound(seeker, other);
    await expectEcho(seeker, other, { found: true });
    await other.stop();
    await seeker.stop();
  });

  test('nobody is found without it', async () => {
    const ours = await startListener('ours');
    const asking = await startListener('ours', '--lan');
    await asking.ask({ do: 'ping' });
    await asking.until('online');
    expect(asking.all('nearby', ({ hashname }) => hashname === ours.hashname)).toEqual([]);
    expect((await ours.ask({ do: 'stats' })).stats).toMatchObject({ received: 0 });
  });
});
