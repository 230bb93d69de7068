import { afterEach, describe, expect, test } from 'vitest';
import { Dice } from '../../../../switch/sim/index.ts';
import { pngOf } from '../chaos.ts';
import { SimPeople, textsOf } from '../sim-people.ts';

let people: SimPeople | undefined;
afterEach(() => people?.remove());

describe('a full disk', () => {
  test('refuses what is written here with the reason, and takes it once there is room', async () => {
    const world = new SimPeople({ seed: 1 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    alice.isDiskFull = true;
    expect(await world.finish(alice.messenger.sendText(conv, 'one'))).toEqual({ ok: false, error: 'disk-full' });
    alice.isDiskFull = false;
    await world.finish(alice.messenger.sendText(conv, 'two'));
    await world.until('two', async () => (await textsOf(bob, conv)).length === 1);
    expect(await textsOf(bob, conv)).toEqual(['two']);
  });

  test('lets what comes wait at its sender, says so, and loses nothing', async () => {
    const world = new SimPeople({ seed: 2 });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    bob.isDiskFull = true;
    await world.finish(alice.messenger.sendText(conv, 'one'));
    const staged = await world.finish(alice.messenger.stagePhoto('a.png', pngOf(new Dice(1), 400_000)));
    if (!staged.ok) throw new Error(staged.error);
    await world.finish(alice.messenger.sendAlbum(conv, [{ stagedId: staged.value.stagedId }]));
    await world.until('the notice', async () => bob.messenger.notices().some(({ name }) => name === 'disk-full'));
    await world.world.runForAsync(60_000);
    expect((await alice.messages(conv)).map(({ delivery }) => delivery.name)).toEqual(['waiting', 'waiting']);
    bob.isDiskFull = false;
    await world.until('arrived', async () =>
      (await alice.messages(conv)).every(({ delivery }) => delivery.name === 'arrived'),
    );
    expect(bob.messenger.notices().some(({ name }) => name === 'disk-full')).toBe(false);
    expect(await textsOf(bob, conv)).toEqual(['one', 'album']);
  });

  test('in the middle of a photo stops that photo, which goes on where it stopped', async () => {
    const world = new SimPeople({ seed: 3, delayMs: [50, 60] });
    people = world;
    const { alice, bob, conv } = await world.contacts();
    const staged = await world.finish(alice.messenger.stagePhoto('a.png', pngOf(new Dice(2), 900_000)));
    if (!staged.ok) throw new Error(staged.error);
    await world.finish(alice.messenger.sendAlbum(conv, [{ stagedId: staged.value.stagedId }]));
    const progress = async () => {
      const content = (await bob.messages(conv))[0]?.content;
      return content?.kind === 'album' ? (content.photos[0]?.progress ?? 0) : 0;
    };
    await world.until('a part of it', async () => (await progress()) > 0);
    bob.isDiskFull = true;
    await world.until('the notice', async () => bob.messenger.notices().some(({ name }) => name === 'disk-full'));
    expect(await progress()).toBeLessThan(1);
    bob.isDiskFull = false;
    await world.until('the whole of it', async () => (await progress()) === 1);
    await world.until('arrived', async () => (await alice.messages(conv))[0]?.delivery.name === 'arrived');
  });
});
