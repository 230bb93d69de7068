import type { Core } from '../core.ts';
import { readName } from '../identity/profile.ts';
import { DEVICE_CSID } from '../identity/rsa-identity.ts';
import { conversationOf, mergePaths, pathsOf } from './contacts.ts';
import { identityOfInvite, personOfInvite } from './invite-desk.ts';
import type { Invite } from './invites.ts';
import type { People } from './people.ts';

/** Stores the person as invited, or opens the chat that is there. Answers before anything is sent. */
export async function takeInvite(core: Core, people: People, invite: Invite): Promise<string> {
  const identity = identityOfInvite(invite);
  const [person, { hashname }] = [personOfInvite(invite), identity];
  const conv = conversationOf(core.own.person, person);
  const isNew = core.contacts.get(person) === undefined;
  await core.contacts.update(person, (row) => {
    if (row?.state === 'contact' && row.device !== hashname) return row; // another device has to prove itself
    const paths = JSON.stringify(mergePaths(invite.paths, row === undefined ? [] : pathsOf(row)));
    if (row?.state === 'contact') return { ...row, paths };
    return {
      person,
      device: hashname,
      conv,
      publicKey: identity.keys[DEVICE_CSID] ?? new Uint8Array(0),
      name: nameOfInvite(invite),
      paths,
      state: 'invited',
      inviteSecret: Buffer.from(invite.secret).toString('hex'),
      refusal: undefined,
      addedAtMs: row?.addedAtMs ?? core.clock.wallMs(),
    };
  });
  if (isNew) await core.details.change(person, { met: 'used-invite' });
  const row = core.contacts.get(person);
  if (row === undefined) throw new Error('a contact that was stored is not there');
  const welcomed = await people.welcome(row);
  welcomed.lookAgain();
  return conv;
}

/** A name no person may have can't have come from our own app; the letters of the hashname stand in for it. */
export function nameOfInvite(invite: Invite): string {
  const name = readName(invite.name);
  return name.ok ? name.value : identityOfInvite(invite).hashname.slice(0, 8);
}
