import { expect, test } from 'vitest';
import type { Messenger, OpenResult } from '../messenger/index.ts';
import { createHome } from './home.ts';
import { createUnlocking } from './unlocking.ts';

function scene(open?: () => Promise<OpenResult>) {
  const story: string[] = [];
  const messenger = { stop: async () => void story.push('stopped') } as unknown as Messenger; // all that a home asks of it
  const unlocking = createUnlocking(() => undefined);
  const home = createHome({
    open:
      open ??
      (async () => {
        story.push('opened');
        return { ok: true, messenger };
      }),
    unlocking,
    opened: ({ ok }) => story.push(`told ${ok}`),
  });
  return { home, unlocking, story };
}

test('closed for some work, and open again afterwards also if that fails', async () => {
  const { home, story } = scene();
  await home.open();
  expect(home.isOpen()).toBe(true);
  const work = home.whileClosed(async () => {
    story.push(`work, open ${home.isOpen()}`);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(story).toEqual(['opened', 'told true', 'stopped', 'work, open false', 'opened', 'told true']);
});

test('stopped while it waits for a secret, it does not wait, and nothing is told', async () => {
  const at: ReturnType<typeof scene> = scene(async () => {
    const secret = await at.unlocking.ask({ why: 'passphrase', isAgain: false });
    return { ok: false, problem: secret === undefined ? 'passphrase-needed' : 'internal', detail: '' };
  });
  const opening = at.home.open();
  await new Promise((resolve) => setImmediate(resolve));
  await at.home.stop();
  await opening;
  expect(at.story).toEqual([]);
});
