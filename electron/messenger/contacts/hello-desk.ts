import type { Endpoint, Hashname } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import { DEVICE_CSID, identityOfKey, keyOfModulus, modulusOfKey } from '../identity/rsa-identity.ts';
import { CONTACTS_MAX } from '../limits.ts';
import type { HelloRefusal, TheirHello } from '../sync/hello-channel.ts';
import { type ContactBook, conversationOf, lastingPaths, mergePaths, pathsOf } from './contacts.ts';
import { addressBlock, HelloBudget } from './hello-budget.ts';
import type { InviteDesk } from './invite-desk.ts';

export interface HelloDeskParts {
  /** Our person. */
  readonly person: string;
  readonly contacts: ContactBook;
  readonly invites: InviteDesk;
  readonly wallMs: () => number;
  /** An invite of ours was used up. */
  readonly onInviteUsed: () => void;
}

export type HelloDecision =
  | { readonly name: 'refused'; readonly why: HelloRefusal; readonly asked?: ContactRow }
  /** `changed`: the row that was stored, if they are new or said something new. */
  | { readonly name: 'welcome'; readonly changed: ContactRow | undefined };

/**
 * Decides who is let in (app-protocol.md "Invites", "Limits"). A valid secret is looked at first and has a budget of its
 * own, so that strangers who knock often can't keep out somebody who was invited.
 */
export class HelloDesk {
  private readonly strangers = HelloBudget.forStrangers();
  private readonly invited = HelloBudget.forInvited();

  constructor(private readonly parts: HelloDeskParts) {}

  async decide(their: TheirHello, endpoint: Endpoint): Promise<HelloDecision> {
    const keys = budgetKeys(their.device, endpoint);
    const nowMs = endpoint.nowMs();
    if (this.isNewDevice(their))
      return this.strangers.take(keys, nowMs) ? this.ask(their, endpoint) : refused('too often');
    if (their.invite !== undefined && this.invited.take(keys, nowMs)) {
      const redeemed = await this.redeem(their, their.invite, endpoint);
      if (redeemed.name === 'welcome') return redeemed;
      if (!this.isContact(their.person)) return this.strangers.take(keys, nowMs) ? redeemed : refused('too often');
    }
    if (this.isContact(their.person)) return this.renew(their);
    return refused(this.strangers.take(keys, nowMs) ? 'not a contact' : 'too often');
  }

  private async redeem(their: TheirHello, secret: string, endpoint: Endpoint): Promise<HelloDecision> {
    const { contacts, invites, onInviteUsed } = this.parts;
    const state = await invites.check(secret, their.person);
    if (state !== 'good') return refused(state);
    const fresh = this.newContact(their, endpoint);
    if (fresh === undefined) return refused('not a contact');
    let isUsedByOther = false;
    await contacts.update(
      their.person,
      (row) => ({
        ...fresh,
        ...row,
        name: their.name,
        paths: fresh.paths,
        state: 'contact',
        inviteSecret: undefined,
        refusal: undefined,
      }),
      async (row) => {
        isUsedByOther = !(await invites.redeem(secret, row));
        return !isUsedByOther;
      },
    );
    if (isUsedByOther) return refused('invite used');
    onInviteUsed();
    return { name: 'welcome', changed: contacts.get(their.person) };
  }

  /** A contact says hello again: perhaps under another name. */
  private async renew(their: TheirHello): Promise<HelloDecision> {
    const { contacts } = this.parts;
    const isChanged = await contacts.update(their.person, (row) =>
      row === undefined || row.name === their.name ? row : { ...row, name: their.name },
    );
    return { name: 'welcome', changed: isChanged ? contacts.get(their.person) : undefined };
  }

  /** A contact by another device than those we know. An invite does not help: a stolen rescue file could hold it too. */
  private isNewDevice({ person, device }: TheirHello): boolean {
    const { contacts } = this.parts;
    return this.isContact(person) && !contacts.confirmedOf(person).includes(device);
  }

  /** Keeps the claim for the person here to decide about. The newest of each contact waits; a refused one is not asked again. */
  private async ask(their: TheirHello, endpoint: Endpoint): Promise<HelloDecision> {
    const { contacts, wallMs } = this.parts;
    const publicKey = deviceKeyOf(their.device, endpoint);
    const known = contacts.devicesOf(their.person).find(({ device }) => device === their.device);
    if (publicKey === undefined || their.proof === undefined || known?.state === 'refused')
      return refused('not a contact');
    const waiting = contacts.askedOf(their.person);
    if (known === undefined && their.proof.n > (waiting?.n ?? 0)) {
      if (waiting !== undefined) await contacts.forgetDevice(waiting.device);
      const { device, person, proof } = their;
      const rootKey = keyOfModulus(proof.key);
      await contacts.keepDevice({
        device,
        person,
        publicKey,
        n: proof.n,
        rootKey,
        sig: proof.sig,
        state: 'asked',
        seenAtMs: wallMs(),
      });
    }
    const row = contacts.get(their.person);
    return { name: 'refused', why: 'new device', ...(row === undefined ? {} : { asked: row }) };
  }

  /** Undefined for a device that is none (more parts than one, another cipher set), or when the list is full. */
  private newContact(their: TheirHello, endpoint: Endpoint): ContactRow | undefined {
    const { contacts, person, wallMs } = this.parts;
    const known = contacts.get(their.person);
    if (known === undefined && contacts.count >= CONTACTS_MAX) return undefined;
    const publicKey = deviceKeyOf(their.device, endpoint);
    if (publicKey === undefined) return undefined;
    const status = endpoint.status(their.device);
    const paths = mergePaths(
      status === undefined ? [] : lastingPaths(status),
      known === undefined ? [] : pathsOf(known),
    );
    return {
      person: their.person,
      device: their.device,
      conv: conversationOf(person, their.person),
      publicKey,
      name: their.name,
      paths: JSON.stringify(paths),
      state: 'contact',
      inviteSecret: undefined,
      refusal: undefined,
      addedAtMs: wallMs(),
    };
  }

  private isContact(person: string): boolean {
    return this.parts.contacts.get(person)?.state === 'contact';
  }
}

/** Undefined for a device that is none: more parts than one, another cipher set. */
function deviceKeyOf(device: Hashname, endpoint: Endpoint): Uint8Array | undefined {
  const key = endpoint.identityOf(device)?.keys[DEVICE_CSID];
  if (key === undefined || modulusOfKey(key) === undefined) return undefined;
  return identityOfKey(key).hashname === device ? key : undefined;
}

function refused(why: HelloRefusal): HelloDecision {
  return { name: 'refused', why };
}

function budgetKeys(device: Hashname, endpoint: Endpoint): readonly string[] {
  const ip = endpoint.status(device)?.paths[0]?.path.ip;
  return ip === undefined ? [device] : [device, addressBlock(ip)];
}
