import { afterEach, describe, expect, test } from 'vitest';
import type { MessengerEvent } from '../../messenger.ts';
import type { CheckView, ContactView } from '../../views/person-views.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const MINUTE_MS = 60_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, lossRatio: 0.05, delayMs: [5, 50] });
  return people;
}

const at = (last: number) => ({ path: { type: 'ipv4', ip: `192.168.7.${last}`, port: 42_424 } }) as const;
const idOf = (person: SimPerson) => person.messenger.profile()?.hashname ?? '';

function contactOf(person: SimPerson, other: string): ContactView | undefined {
  return person.messenger.contacts.list().find((contact) => contact.person === other);
}

const areVerified = (how: string, a: SimPerson, b: SimPerson) => async () =>
  contactOf(a, idOf(b))?.verified?.how === how && contactOf(b, idOf(a))?.verified?.how === how;

async function liveCode(world: SimPeople, person: SimPerson): Promise<string> {
  const code = await world.finish(person.messenger.verification.liveCode());
  if (!code.ok) throw new Error(code.error);
  expect(code.value.expiresAtMs - world.world.wallMs).toBeLessThanOrEqual(2 * MINUTE_MS);
  return code.value.qr;
}

/** What the screen shows of a check now. */
function checkOf(person: SimPerson): CheckView | undefined {
  const isCheck = (event: MessengerEvent) => event.name === 'check';
  return person.events.filter(isCheck).at(-1)?.check;
}

const idOfCheck = (person: SimPerson) => checkOf(person)?.id ?? '';

/** Two neighbours who are contacts. */
async function neighbours(world: SimPeople): Promise<readonly [SimPerson, SimPerson]> {
  const [alice, bob] = [await world.begin('Alice', at(11)), await world.begin('Bob', at(12))];
  const conv = await world.accept(bob, await world.inviteOf(alice));
  const trustOf = async (person: SimPerson) =>
    (await person.messenger.conversations()).find(({ id }) => id === conv)?.trust.state;
  await world.until('both are near', async () => {
    const states = await Promise.all([alice, bob].map(trustOf));
    return states.every((state) => state === 'direct-same-network') && contactOf(alice, idOf(bob))?.state === 'contact';
  });
  return [alice, bob];
}

describe('a live code', () => {
  test('scanned by a stranger makes contacts that are verified on both sides, with when and how', async () => {
    const world = createWorld(1);
    const [alice, bob] = [await world.begin('Alice'), await world.begin('Bob')];
    const scanned = await world.finish(bob.messenger.verification.scan(await liveCode(world, alice)));
    expect(scanned).toMatchObject({ ok: true, value: { isLive: true } });
    await world.until('both are verified', areVerified('scan', alice, bob), MINUTE_MS);
    const { atMs } = contactOf(alice, idOf(bob))?.verified ?? {};
    expect(Math.abs((atMs ?? 0) - world.world.wallMs)).toBeLessThan(MINUTE_MS);
    await world.finish(alice.stop());
    await world.finish(alice.start());
    expect(contactOf(alice, idOf(bob))?.verified).toEqual({ how: 'scan', atMs });
    await world.finish(alice.messenger.verification.unverify(idOf(bob)));
    expect(contactOf(alice, idOf(bob))?.verified).toBeUndefined();
  });

  test('scanned by a contact verifies both', async () => {
    const world = createWorld(2);
    const { alice, bob } = await world.contacts();
    expect(contactOf(alice, idOf(bob))?.verified).toBeUndefined();
    await world.finish(bob.messenger.verification.scan(await liveCode(world, alice)));
    await world.until('both are verified', areVerified('scan', alice, bob), MINUTE_MS);
  });

  test('verifies nobody when it was pasted, and nobody when it is scanned too late', async () => {
    const world = createWorld(3);
    const { alice, bob, conv } = await world.contacts();
    expect(await world.accept(bob, await liveCode(world, alice))).toBe(conv);
    const old = await liveCode(world, alice);
    await world.world.runForAsync(3 * MINUTE_MS);
    await world.finish(bob.messenger.verification.scan(old));
    await world.world.runForAsync(MINUTE_MS);
    expect([contactOf(alice, idOf(bob))?.verified, contactOf(bob, idOf(alice))?.verified]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('is good for one, and an invite that is scanned adds and verifies nobody', async () => {
    const world = createWorld(4);
    const { alice, bob } = await world.contacts();
    const carol = await world.newContact(alice, 'Carol');
    const code = await liveCode(world, alice);
    await world.finish(bob.messenger.verification.scan(code));
    await world.until('Bob is verified', areVerified('scan', alice, bob), MINUTE_MS);
    await world.finish(carol.messenger.verification.scan(code));
    const dora = await world.begin('Dora');
    const plain = await world.finish(dora.messenger.verification.scan(await world.inviteOf(alice)));
    expect(plain).toMatchObject({ ok: true, value: { isLive: false } });
    await world.until('Dora is a contact', async () => contactOf(alice, idOf(dora))?.state === 'contact');
    await world.world.runForAsync(MINUTE_MS);
    for (const one of [carol, dora]) {
      expect(contactOf(alice, idOf(one))?.verified).toBeUndefined();
      expect(contactOf(one, idOf(alice))?.verified).toBeUndefined();
    }
  });
});

test('six words are each person’s own, the same on both machines, and verify where they were confirmed', async () => {
  const world = createWorld(5);
  const { alice, bob } = await world.contacts();
  const ofAlice = alice.messenger.verification.safetyWith(idOf(bob));
  const ofBob = bob.messenger.verification.safetyWith(idOf(alice));
  if (!ofAlice.ok || !ofBob.ok) throw new Error('no words');
  expect(ofAlice.value.own).toEqual(ofBob.value.theirs);
  expect(ofBob.value.own).toEqual(ofAlice.value.theirs);
  expect(ofAlice.value.own.words).toHaveLength(6);
  await world.finish(alice.messenger.verification.confirmWords(idOf(bob)));
  expect(contactOf(alice, idOf(bob))?.verified?.how).toBe('words');
  expect(contactOf(bob, idOf(alice))?.verified).toBeUndefined();

  // The last comparison counts: that it did not fit is kept over a restart, until one fits or it is forgotten.
  await world.finish(alice.messenger.verification.denyWords(idOf(bob)));
  await world.finish(alice.stop());
  await world.finish(alice.start());
  expect(contactOf(alice, idOf(bob))).toMatchObject({ verified: undefined, differedAtMs: expect.any(Number) });
  await world.finish(alice.messenger.verification.confirmWords(idOf(bob)));
  expect(contactOf(alice, idOf(bob))).toMatchObject({ verified: { how: 'words' }, differedAtMs: undefined });
});

describe('side by side', () => {
  test('both screens show the same picture and word, anew each time, and each person verifies for themselves', async () => {
    const world = createWorld(6);
    const [alice, bob] = await neighbours(world);
    const pictures: unknown[] = [];
    for (let round = 0; round < 2; round++) {
      expect(alice.messenger.verification.startCheck(idOf(bob))).toEqual({ ok: true, value: {} });
      await world.until('both see it', async () => [alice, bob].every((one) => checkOf(one)?.shared !== undefined));
      expect(checkOf(alice)?.shared).toEqual(checkOf(bob)?.shared);
      expect(checkOf(alice)?.shared?.words).toHaveLength(1);
      pictures.push(checkOf(alice)?.shared);
      await world.finish(bob.messenger.verification.answerCheck(idOf(alice), idOfCheck(bob), true));
      await world.finish(alice.messenger.verification.answerCheck(idOf(bob), idOfCheck(alice), round === 1));
      const { verified, differedAtMs } = contactOf(alice, idOf(bob)) ?? {};
      expect([verified?.how, differedAtMs === undefined]).toEqual(round === 1 ? ['nearby', true] : [undefined, false]);
    }
    expect(pictures[0]).not.toEqual(pictures[1]);
    expect(contactOf(alice, idOf(bob))?.verified?.how).toBe('nearby');
    expect(contactOf(bob, idOf(alice))?.verified?.how).toBe('nearby');
  });

  test('begun by both at once is one check', async () => {
    const world = createWorld(7);
    const [alice, bob] = await neighbours(world);
    alice.messenger.verification.startCheck(idOf(bob));
    bob.messenger.verification.startCheck(idOf(alice));
    await world.until('both see it', async () => [alice, bob].every((one) => checkOf(one)?.shared !== undefined));
    await world.world.runForAsync(5_000);
    expect(checkOf(alice)?.shared).toEqual(checkOf(bob)?.shared);
    expect([checkOf(alice)?.isOurs, checkOf(bob)?.isOurs].sort()).toEqual([false, true]);
  });

  test('that is closed before there is a picture is over, and no picture comes of it', async () => {
    const world = createWorld(9);
    const [alice, bob] = await neighbours(world);
    const { verification } = alice.messenger;
    verification.startCheck(idOf(bob));
    expect(checkOf(alice)).toMatchObject({ isOver: false, shared: undefined });
    verification.cancelCheck(idOf(bob), idOfCheck(alice));
    expect(checkOf(alice)?.isOver).toBe(true);
    await world.world.runForAsync(10_000);
    expect(checkOf(alice)).toMatchObject({ isOver: true, shared: undefined });
    expect(await world.finish(verification.answerCheck(idOf(bob), idOfCheck(alice), true))).toEqual({
      ok: false,
      error: 'no-check',
    });
    expect(verification.startCheck(idOf(bob))).toEqual({ ok: true, value: {} });
    await world.until('the next one goes well', async () => checkOf(alice)?.shared !== undefined);
  });

  test('is over after a while, refused from afar, and not guessed for ever', async () => {
    const world = createWorld(8);
    const [alice, bob] = await neighbours(world);
    const { verification } = alice.messenger;
    verification.startCheck(idOf(bob));
    await world.until('both see it', async () => [alice, bob].every((one) => checkOf(one)?.shared !== undefined));
    await world.world.runForAsync(3 * MINUTE_MS);
    expect([checkOf(alice)?.isOver, checkOf(bob)?.isOver]).toEqual([true, true]);
    expect(await world.finish(verification.answerCheck(idOf(bob), idOfCheck(alice), true))).toEqual({
      ok: false,
      error: 'no-check',
    });
    const answers = Array.from({ length: 20 }, () => {
      const started = verification.startCheck(idOf(bob));
      verification.cancelCheck(idOf(bob), idOfCheck(alice));
      return started;
    });
    expect(answers.at(-1)).toEqual({ ok: false, error: 'too-often' });
    const bobId = idOf(bob);
    await world.finish(bob.stop());
    await world.until('Bob is gone', async () => {
      const started = verification.startCheck(bobId);
      return !started.ok && started.error === 'not-near';
    });
  });
});
