import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { befriend, type Headless, Refused } from './headless.ts';
import { keptIn } from './kept.ts';
import { newPhoto } from './photo-files.ts';
import { World } from './world.ts';

const TEST_MS_MAX = 180_000;
const DISK_BYTES = 12 * 1_048_576;
/** Larger than what is left of it. */
const PHOTO_EDGE_PX = 1_600;
/** What a page and its log need at most when the rest is filled up. */
const BLOCK_BYTES = 4_096;

/** A disk that really fills up: Linux lets root make one. Elsewhere `tables.test.ts` stands for it. */
const mount = (...args: readonly string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

function canMount(): boolean {
  const world = new World();
  const isMounted = mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', world.folder);
  if (isMounted) spawnSync('umount', [world.folder]);
  rmSync(world.folder, { recursive: true });
  return isMounted;
}

describe.skipIf(!canMount())('a bad disk', { timeout: TEST_MS_MAX }, () => {
  let world: World;
  let disk: string;
  beforeEach(() => {
    world = new World();
    disk = join(world.folder, 'disk');
    mkdirSync(disk);
    expect(mount('-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk)).toBe(true);
  });
  afterEach(async () => {
    await Promise.all(world.people.map((person) => person.kill()));
    spawnSync('umount', ['-l', disk]);
    await world.remove();
  });

  const stateOf = (who: Headless, conversation: string) => async () => {
    const messages = await who.messages(conversation);
    return messages.map(({ content, delivery }) => [
      content.kind === 'text' ? content.text : content.kind,
      content.kind === 'album' && content.photos.every(({ isWhole }) => isWhole),
      delivery.name,
    ]);
  };

  test('a full one is told, loses nothing, and goes on when there is room', async () => {
    const alice = await world.person('alice');
    const bob = await world.person('bob', { folder: join(disk, 'data') });
    const conversation = await befriend(alice, bob);
    await bob.ask('say', { conversation, text: 'before' });
    const filler = join(disk, 'filler');
    fill(filler);
    const refusal = await sayUntilRefused(bob, conversation);
    expect(refusal.problem).toBe('disk-full');
    const answered = (await stateOf(bob, conversation)()).map(([text]) => text);
    await alice.ask('say', { conversation, text: 'from Alice' });
    await alice.ask('photos', {
      conversation,
      photos: [{ file: await newPhoto(world.folder, 'photo', PHOTO_EDGE_PX) }],
    });
    await bob.until('the notice', async () => {
      const { notices } = await bob.ask<{ notices: { name: string }[] }>('notices');
      return notices.some(({ name }) => name === 'disk-full');
    });
    // Neither its end nor a new start loses what was answered.
    await bob.kill();
    rmSync(filler);
    await bob.start();
    expect((await stateOf(bob, conversation)()).map(([text]) => text)).toEqual(expect.arrayContaining(answered));
    await bob.ask('say', { conversation, text: 'after' });
    await bob.until('all of it', async () => {
      const texts = (await stateOf(bob, conversation)()).filter(([kind, isWhole]) => kind !== 'album' || isWhole);
      return ['from Alice', 'album', 'after'].every((wanted) => texts.some(([text]) => text === wanted));
    });
    const isQuiet = async () =>
      (await stateOf(alice, conversation)()).every(([, , name]) => name !== 'waiting' && name !== 'arriving');
    await alice.until('all arrived', isQuiet);
    await bob.until('all arrived', async () =>
      (await stateOf(bob, conversation)()).every(([, , name]) => name !== 'waiting'),
    );
    for (const who of [alice, bob]) expect(await who.stop()).toBe(0);
    expect(await keptIn(bob.folder, conversation)).toEqual(await keptIn(alice.folder, conversation));
  });

  test('a read-only one is named, and loses nothing', async () => {
    const bob = await world.person('bob', { folder: join(disk, 'data') });
    await bob.ask('set', { name: 'x', value: 'kept' });
    expect(await bob.stop()).toBe(0);
    expect(mount('-o', 'remount,ro', disk)).toBe(true);
    await expect(bob.start()).rejects.toThrow('folder-not-writable');
    expect(mount('-o', 'remount,rw', disk)).toBe(true);
    await bob.start();
    expect((await bob.ask<{ value: string }>('setting', { name: 'x' })).value).toBe('kept');
  });
});

/** Takes all that is left, to the last block. */
function fill(file: string): void {
  for (const size of [1_048_576, BLOCK_BYTES]) {
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break; // no room for one of this size
      }
    }
  }
}

/** What is already taken for the log may hold a few more. */
async function sayUntilRefused(who: Headless, conversation: string): Promise<Refused> {
  for (let n = 0; ; n++) {
    try {
      await who.ask('say', { conversation, text: `filling ${n}` });
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }
}
