import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../../../switch/testing/full-run.ts';
import { entryOf, untilLinked } from '../../../../switch/tests/natlab/homes.ts';
import { insideOf, natlab } from '../../../../switch/tests/natlab/lab.ts';
import { blockBetween, Flows, tapPublicNetwork } from '../../../../switch/tests/natlab/wire-tap.ts';
import { findInvite, inviteLink } from '../../contacts/invite-text.ts';
import { encodeInvite } from '../../contacts/invites.ts';
import type { TrustState } from '../../index.ts';
import { befriend, type Headless } from '../headless.ts';
import { Couple, Households } from './households.ts';

/*
 * What the pill says, against what the laboratory's own counters saw on the wire between the two homes. A wrong "Direct" fails.
 */

const TEST_MS_MAX = 240_000;
const SETTLED_MS_MAX = 60_000;
const FORWARDER = fileURLToPath(new URL('../../../../switch/tests/natlab/udp-forwarder.ts', import.meta.url));
const FORWARDER_PORT = 5_000;

const households = new Households();
let forwarder: ChildProcess | undefined;
afterEach(async () => {
  forwarder?.stdin?.end();
  forwarder = undefined;
  await households.down();
});
afterAll(() => households.remove());

const isDirect = (state: TrustState | undefined) => state?.startsWith('direct') === true;

async function trustAt(who: Headless, conversation: string) {
  return (await who.conversation(conversation))?.trust;
}

/** Bytes of lines that crossed the public network straight between two homes, both ways. */
async function straightBytes([a, b]: readonly [string, string]): Promise<number> {
  const flows = await Flows.now('lines');
  return flows.bytes(a, b) + flows.bytes(b, a);
}

/** Two: a home's address outside is believed only where more than one says so (switch/DECISIONS.md no. 54). */
async function startSeeds(): Promise<void> {
  for (const host of ['seed1', 'seed2']) await households.startSeed(host);
}

const publicsOf = async (a: string, b: string): Promise<readonly [string, string]> => [
  await natlab('addr', a, '--public'),
  await natlab('addr', b, '--public'),
];

/**
 * A straight way may be called Connected: the laboratory's seeds are all in one network, and an address outside is told only where
 * seeds in two agree on it (switch/DECISIONS.md no. 54). "Same network" it never is between two homes.
 */
const isAsWanted = (state: TrustState | undefined, wanted: string) =>
  state === wanted || (wanted === 'straight' && (state === 'direct' || state === 'connected'));

/** Both say it, and while they write to each other packets take exactly that way. */
async function expectTruth(
  couple: Couple,
  publics: readonly [string, string],
  wanted: 'straight' | 'connected' | 'through-helper',
): Promise<void> {
  const { alice, bob, conversation } = couple;
  for (const who of [alice, bob])
    await who.until(
      `"${wanted}"`,
      async () => isAsWanted((await trustAt(who, conversation))?.state, wanted),
      SETTLED_MS_MAX,
    );
  const before = await straightBytes(publics);
  await couple.expectTexts();
  const straight = (await straightBytes(publics)) - before;
  const trusts = await Promise.all([alice, bob].map((who) => trustAt(who, conversation)));
  expect(trusts.map((trust) => isAsWanted(trust?.state, wanted))).toEqual([true, true]);
  if (wanted === 'straight') {
    expect(straight).toBeGreaterThan(0);
    expect(trusts.map((trust) => trust?.address?.split(':')[0])).toEqual([publics[1], publics[0]]);
    return;
  }
  expect(straight, 'what went straight').toBe(0);
  for (const name of ['Alice', 'Bob']) expect(households.told(name).filter(isDirect), `${name} was told`).toEqual([]);
}

const PAIRS = [
  ['symmetric', 'port-restricted', 'through-helper'],
  ['port-restricted', 'port-restricted', 'straight'],
  ['full-cone', 'symmetric', 'straight'],
  ['cgnat', 'cgnat', 'straight'],
  ['udp-blocked', 'port-restricted', 'through-helper'],
] as const;

test.runIf(IS_FULL_RUN).each(PAIRS)(
  'from a %s to a %s home it is %s, and so it is on the wire',
  { timeout: TEST_MS_MAX },
  async (a, b, wanted) => {
    await households.up('--home-a', a, '--home-b', b);
    await tapPublicNetwork();
    await startSeeds();
    const publics = await publicsOf('a1', 'b1');
    await expectTruth(await households.couple('a1', 'b1'), publics, wanted);
  },
);

test.runIf(IS_FULL_RUN)(
  'where seeds in two networks see both homes, it is direct, and both say so',
  { timeout: TEST_MS_MAX },
  async () => {
    await households.up('--home-a', 'port-restricted', '--home-b', 'port-restricted', '--home-c', 'open');
    await tapPublicNetwork();
    for (const host of ['seed1', 'c1']) await households.startSeed(host);
    const publics = await publicsOf('a1', 'b1');
    const couple = await households.couple('a1', 'b1');
    for (const who of [couple.alice, couple.bob])
      await who.until(
        'direct',
        async () => (await trustAt(who, couple.conversation))?.state === 'direct',
        SETTLED_MS_MAX,
      );
    await expectTruth(couple, publics, 'straight');
  },
);

test.runIf(IS_FULL_RUN)(
  'two homes with the same inside addresses are not one network',
  { timeout: TEST_MS_MAX },
  async () => {
    await households.up('--same-lan', '--home-a', 'port-restricted', '--home-b', 'port-restricted');
    await tapPublicNetwork();
    await startSeeds();
    const publics = await publicsOf('a1', 'b1');
    await expectTruth(await households.couple('a1', 'b1'), publics, 'straight');
    for (const name of ['Alice', 'Bob']) expect(households.told(name)).not.toContain('direct-same-network');
  },
);

test.runIf(IS_FULL_RUN)('two in one home are on the same network', { timeout: TEST_MS_MAX }, async () => {
  await households.up('--home-a', 'port-restricted', '--home-b', 'none', '--hosts-per-home', '2');
  await tapPublicNetwork();
  await startSeeds();
  const couple = await households.couple('a1', 'a2');
  for (const who of [couple.alice, couple.bob])
    await who.until(
      'the same network',
      async () => (await trustAt(who, couple.conversation))?.state === 'direct-same-network',
      SETTLED_MS_MAX,
    );
  const inside = await Promise.all(['a2', 'a1'].map((host) => natlab('addr', host)));
  const trusts = await Promise.all([couple.alice, couple.bob].map((who) => trustAt(who, couple.conversation)));
  expect(trusts.map((trust) => trust?.address?.split(':')[0])).toEqual(inside);
});

test('through a plain forwarder nobody ever reads "Direct"', { timeout: TEST_MS_MAX }, async () => {
  await households.up('--home-a', 'open', '--home-b', 'port-restricted');
  await tapPublicNetwork();
  const publics = await publicsOf('a1', 'b1');
  const [between] = await Promise.all([natlab('addr', 'seed1'), blockBetween(...publics)]);
  const [alice, bob] = await Promise.all([households.start('Alice', 'a1'), households.start('Bob', 'b1')]);
  const invite = findInvite((await alice.invite()).text);
  if (!invite.ok) throw new Error(invite.error);
  const port = invite.value.paths.find(({ ip }) => ip === publics[0])?.port ?? 0;
  await startForwarder('seed1', publics[0], port);
  const middle = { type: 'ipv4', ip: between, port: FORWARDER_PORT } as const;
  const text = inviteLink(encodeInvite({ ...invite.value, paths: [middle] }));
  const conversation = await accept(bob, alice, text);
  const couple = new Couple(alice, bob, conversation);
  await expectTruth(couple, publics, 'connected');
  const flows = await Flows.now();
  expect(flows.bytes(between, publics[0])).toBeGreaterThan(0);
});

test.runIf(IS_FULL_RUN)(
  'a bridge that only the other side asked for is no straight way',
  { timeout: TEST_MS_MAX },
  async () => {
    await households.up('--home-a', 'symmetric', '--home-b', 'symmetric', '--seeds', '2');
    await tapPublicNetwork();
    // Both ask the first, which carries for nobody. The second offers itself to Bob alone, as it was told his name before.
    const closed = await households.startSeed('seed1', []);
    const bob = await households.start('Bob', 'b1');
    const forBob = await households.startSeed('seed2', ['--bridge-known']);
    const { profile } = await bob.ask<{ profile: { hashname: string } }>('profile');
    await forBob.ask({ do: 'addSeed', seed: await entryOf(closed, 'seed1') });
    await untilLinked(forBob, 1, SETTLED_MS_MAX);
    await forBob.ask({ do: 'connect', to: profile.hashname });
    const back = await households.again('Bob', bob, 'b1');
    const alice = await households.start('Alice', 'a1');
    const couple = new Couple(alice, back, await befriend(alice, back));
    const publics = await publicsOf('a1', 'b1');
    const second = await natlab('addr', 'seed2');
    await alice.until(
      'the bridge',
      async () => (await trustAt(alice, couple.conversation))?.address?.split(':')[0] === second,
      SETTLED_MS_MAX,
    );
    await expectTruth(couple, publics, 'through-helper');
  },
);

async function startForwarder(host: string, ip: string, port: number): Promise<void> {
  const [command = '', ...rest] = [...insideOf(host), process.execPath, '--import', 'tsx', FORWARDER];
  forwarder = spawn(command, [...rest, String(FORWARDER_PORT), ip, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (forwarder.stdout) await once(forwarder.stdout, 'data');
}

async function accept(guest: Headless, inviter: Headless, text: string): Promise<string> {
  const { conversationId } = await guest.ask<{ conversationId: string }>('accept', { text });
  for (const who of [guest, inviter])
    await who.until(
      'a contact',
      async () => (await who.conversation(conversationId))?.state === 'contact',
      SETTLED_MS_MAX,
    );
  return conversationId;
}
