import type { SecretIdentity } from '../../../switch/index.ts';
import type { ContactRow, GroupRow, Renewal, Store } from '../../storage/index.ts';
import { proveDevice } from '../identity/device-proof.ts';
import { encodeIdentity, IDENTITY_STATE } from '../identity/identity.ts';
import { PERSON_STATE, type StoredPerson } from '../identity/own-person.ts';
import { modulusOfKey } from '../identity/rsa-identity.ts';
import { LOG_NAME_BYTES } from '../limits.ts';
import { LOG_NAME_STATE } from '../log/own-log.ts';

export interface RenewalParts {
  readonly identity: SecretIdentity;
  readonly wallMs: () => number;
  readonly random: (length: number) => Uint8Array;
}

/**
 * A new device for a person, as every restore makes one: an old hashname never runs again, since it might still run somewhere.
 * `before`: the person as the old device knew them; `device`: that old device.
 */
export function renewedPerson(parts: RenewalParts, before: StoredPerson, device: string): StoredPerson {
  const { identity, wallMs } = parts;
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
  const modulus = modulusOfKey(bytes(before.root.key));
  if (modulus === undefined) throw new Error('a root without a 2a key');
  const { person, root, n: last, moved, others } = before;
  const n = Math.max(Math.floor(wallMs() / 1_000), last + 1, (moved?.n ?? 0) + 1);
  const { sig } = proveDevice(bytes(root.secret), modulus, { person, device: identity.hashname, n });
  return { person, root, n, sig: Buffer.from(sig).toString('base64'), others: [...new Set([device, ...others])] };
}

/** What every restore writes: who this device is, and a log that nobody has seen. */
export function renewedTexts(parts: RenewalParts, person: StoredPerson): Renewal['texts'] {
  return [
    [IDENTITY_STATE, encodeIdentity(parts.identity)],
    [PERSON_STATE, JSON.stringify(person)],
    [LOG_NAME_STATE, Buffer.from(parts.random(LOG_NAME_BYTES)).toString('hex')],
  ];
}

/** A contact has to confirm this device before they speak with it: until then we say hello to them, again and again. */
export function unconfirmed(row: ContactRow): ContactRow {
  return row.state === 'contact' ? { ...row, state: 'invited', inviteSecret: undefined, refusal: undefined } : row;
}

/** In a group this device is nobody yet: its answer to an admin's `add` is given already. */
export function rejoining(row: GroupRow): GroupRow {
  return row.stage === 'in' ? { ...row, stage: 'joining', invitedBy: undefined } : row;
}

/** The store of another device becomes that of a new one. Everything that was said stays; one transaction. */
export async function renewStore(
  parts: RenewalParts,
  store: Store,
  before: StoredPerson,
  device: string,
): Promise<void> {
  await store.renewal.apply({
    texts: renewedTexts(parts, renewedPerson(parts, before, device)),
    bytes: [],
    contacts: (await store.contacts.all()).map(unconfirmed),
    devices: [],
    details: [],
    blocked: [],
    groups: (await store.groups.all()).map(rejoining),
  });
}
