import { afterEach, expect, test } from 'vitest';
import type { Hashname } from '../../../../switch/index.ts';
import { Dice } from '../../../../switch/sim/index.ts';
import type { ContactRow } from '../../../storage/index.ts';
import { conversationOf } from '../../contacts/contacts.ts';
import { identityOfKey, keyOfModulus } from '../../identity/rsa-identity.ts';
import { PEOPLE_AT_ONCE } from '../../limits.ts';
import { SimPeople, textsOf } from '../sim-people.ts';

/** More than are taken up in two turns. */
const OTHERS = 2 * PEOPLE_AT_ONCE + 8;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

/** Somebody who was added long ago, and is nowhere. */
function contactOf(own: string, n: number): ContactRow {
  const modulus = new Dice(n).bytes(256);
  modulus[0] = 0xff; // of full length, as a modulus is
  modulus[255] = 0xff; // odd
  const publicKey = keyOfModulus(modulus);
  if (publicKey === undefined) throw new Error('no modulus');
  const device = identityOfKey(publicKey).hashname;
  return {
    ...{ person: device, device, conv: conversationOf(own, device), publicKey, name: `Person ${n}`, paths: '[]' },
    ...{ state: 'contact', inviteSecret: undefined, refusal: undefined, addedAtMs: n },
  };
}

test('who has many contacts looks for all of them after a start, and hears the last of them at once', async () => {
  people = new SimPeople({ seed: 61 });
  const { alice, bob, conv } = await people.contacts();
  const rows = Array.from({ length: OTHERS }, (_, n) => contactOf(bob.device, n));
  for (const row of rows) await bob.storeCall('contacts', 'put', [row]);
  bob.kill();
  await people.finish(alice.messenger.sendText(conv, 'said while he was away'));
  await people.finish(bob.start());
  await people.until('it is there', async () => (await textsOf(bob, conv)).includes('said while he was away'));
  await people.finish(bob.messenger.sendText(conv, 'here I am'));
  await people.until('he is heard', async () => (await textsOf(alice, conv)).includes('here I am'));
  const lineTo = (device: string) => bob.switches.node?.endpoint.status(device as Hashname)?.line; // rows name hashnames
  await people.until('all are looked for', async () => rows.every(({ device }) => lineTo(device) === 'opening'));
  expect(await bob.messenger.conversations()).toHaveLength(OTHERS + 1);
});
