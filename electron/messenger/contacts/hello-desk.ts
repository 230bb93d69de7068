import type { Endpoint, Hashname } from '../../../switch/index.ts';
import type { ContactRow, RequestRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { keyOfModulus } from '../identity/rsa-identity.ts';
import { CONTACTS_MAX } from '../limits.ts';
import type { HelloRefusal, TheirHello } from '../sync/hello-channel.ts';
import { conversationOf, deviceKey, lastingPaths, mergePaths, pathsOf } from './contacts.ts';
import { addressBlock, HelloBudget } from './hello-budget.ts';
import type { InviteDesk } from './invite-desk.ts';
import type { Profiles } from './profiles.ts';
import type { Requests } from './requests.ts';

export interface HelloDeskParts {
  readonly core: Core;
  readonly invites: InviteDesk;
  readonly requests: Requests;
  readonly profiles: Profiles;
  /** Whether a device has answered on a local network lately. */
  readonly isNear: (device: Hashname) => boolean;
  /** An invite of ours was used up. */
  readonly onInviteUsed: () => void;
}

export type HelloDecision =
  | { readonly name: 'refused'; readonly why: HelloRefusal; readonly asked?: ContactRow }
  /** `changed`: the row that was stored, if they are new or said something new. */
  | { readonly name: 'welcome'; readonly changed: ContactRow | undefined };

/**
 * Decides who is let in (app-protocol.md "Invites", "Limits"). A valid secret is looked at first and has a budget of its
 * own, so that strangers who knock often can't keep out somebody who was invited. Who comes without one makes a request.
 */
export class HelloDesk {
  private readonly strangers = HelloBudget.forStrangers();
  private readonly invited = HelloBudget.forInvited();

  constructor(private readonly parts: HelloDeskParts) {}

  async decide(their: TheirHello, endpoint: Endpoint): Promise<HelloDecision> {
    const keys = budgetKeys(their.device, endpoint);
    const nowMs = endpoint.nowMs();
    const { core } = this.parts;
    if (core.blocked.has(their.person)) return refused('not a contact');
    if (this.isNewDevice(their)) {
      return this.strangers.take(keys, nowMs) ? this.askDevice(their, endpoint) : refused('too often');
    }
    let why: HelloRefusal | undefined;
    if (their.invite !== undefined && this.invited.take(keys, nowMs)) {
      const redeemed = await this.redeem(their, their.invite, endpoint);
      if (redeemed.name === 'welcome') return redeemed;
      why = redeemed.why;
    }
    const state = this.stateOf(their.person);
    if (state === 'contact') return this.renew(their);
    if (!this.strangers.take(keys, nowMs)) return refused('too often');
    if (why !== undefined && why !== 'invite expired') return refused(why);
    const isKnown = core.contacts.confirmedOf(their.person).includes(their.device);
    if (state === 'invited' && isKnown) return this.meet(their, endpoint);
    return this.ask(their, endpoint, why);
  }

  private async redeem(their: TheirHello, secret: string, endpoint: Endpoint): Promise<Refused | HelloDecision> {
    const { core, invites, requests, onInviteUsed } = this.parts;
    const state = await invites.check(secret, their.person);
    if (state === 'invite withdrawn') return refused('invite used'); // that it was taken back is nobody's business
    if (state !== 'good') return refused(state);
    const fresh = this.newContact(their, endpoint);
    if (fresh === undefined) return refused('not a contact');
    let isUsedByOther = false;
    const isNew = this.stateOf(their.person) === undefined;
    await core.contacts.update(
      their.person,
      (row) => ({ ...fresh, ...row, ...JOINED, ...renewed(row, fresh) }),
      async (row) => {
        isUsedByOther = !(await invites.redeem(secret, row));
        return !isUsedByOther;
      },
    );
    if (isUsedByOther) return refused('invite used');
    if (isNew) await core.details.change(their.person, { met: 'invited-them' });
    await requests.remove(their.person);
    onInviteUsed();
    return { name: 'welcome', changed: core.contacts.get(their.person) };
  }

  /** A contact says hello again: perhaps under another name. */
  private async renew(their: TheirHello): Promise<HelloDecision> {
    const isChanged = await this.parts.profiles.setName(their.person, their.name);
    return { name: 'welcome', changed: isChanged ? this.parts.core.contacts.get(their.person) : undefined };
  }

  /** We asked them, or hold their invite, and now they ask us: both have said yes. */
  private async meet(their: TheirHello, endpoint: Endpoint): Promise<HelloDecision> {
    const { core } = this.parts;
    const publicKey = deviceKey(endpoint, their.device);
    if (publicKey === undefined) return refused('not a contact');
    await core.contacts.update(their.person, (row) => row && { ...row, ...JOINED, publicKey, name: their.name });
    return { name: 'welcome', changed: core.contacts.get(their.person) };
  }

  private async ask(their: TheirHello, endpoint: Endpoint, why: HelloRefusal | undefined): Promise<HelloDecision> {
    const { core, requests, isNear } = this.parts;
    const publicKey = deviceKey(endpoint, their.device);
    if (publicKey === undefined) return refused('not a contact');
    const { device, person, name, text } = their;
    const via = why !== undefined ? 'old-invite' : isNear(device) ? 'nearby' : 'hashname';
    const [paths, atMs] = [JSON.stringify(pathsNow(endpoint, device)), core.clock.wallMs()];
    await requests.take({ person, device, publicKey, name, text, via, paths, atMs, isIgnored: false });
    return refused(why ?? 'asked');
  }

  /** A contact by another device than those we know. An invite does not help: a stolen rescue file could hold it too. */
  private isNewDevice({ person, device }: TheirHello): boolean {
    const { contacts } = this.parts.core;
    return this.stateOf(person) === 'contact' && !contacts.confirmedOf(person).includes(device);
  }

  /** Keeps the claim for the person here to decide about. The newest of each contact waits; a refused one is not asked again. */
  private async askDevice(their: TheirHello, endpoint: Endpoint): Promise<HelloDecision> {
    const { contacts, clock } = this.parts.core;
    const publicKey = deviceKey(endpoint, their.device);
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
        seenAtMs: clock.wallMs(),
      });
    }
    const row = contacts.get(their.person);
    return { name: 'refused', why: 'new device', ...(row === undefined ? {} : { asked: row }) };
  }

  /** Undefined for a device that is none, or when the list is full. */
  private newContact(their: TheirHello, endpoint: Endpoint): ContactRow | undefined {
    const { core } = this.parts;
    const known = core.contacts.get(their.person);
    if (known === undefined && core.contacts.count >= CONTACTS_MAX) return undefined;
    const publicKey = deviceKey(endpoint, their.device);
    if (publicKey === undefined) return undefined;
    const paths = mergePaths(pathsNow(endpoint, their.device), known === undefined ? [] : pathsOf(known));
    return contactRow(core, { ...their, publicKey, paths: JSON.stringify(paths) });
  }

  private stateOf(person: string): ContactRow['state'] | undefined {
    return this.parts.core.contacts.get(person)?.state;
  }
}

const JOINED = { state: 'contact', inviteSecret: undefined, refusal: undefined } as const;

/** What their hello says anew. A device takes the place of another one only where none has shown its key yet. */
function renewed(row: ContactRow | undefined, { device, publicKey, name, paths }: ContactRow): Partial<ContactRow> {
  return row === undefined || row.publicKey.length === 0 ? { device, publicKey, name, paths } : { name, paths };
}

/** A contact as of now, of somebody who is none yet. */
export function contactRow(
  core: Core,
  from: Pick<RequestRow, 'person' | 'device' | 'name' | 'publicKey' | 'paths'>,
): ContactRow {
  const { person, device, name, publicKey, paths } = from;
  const conv = conversationOf(core.own.person, person);
  return { person, device, conv, publicKey, name, paths, ...JOINED, addedAtMs: core.clock.wallMs() };
}

type Refused = Extract<HelloDecision, { name: 'refused' }>;

function refused(why: HelloRefusal): Refused {
  return { name: 'refused', why };
}

function pathsNow(endpoint: Endpoint, device: Hashname) {
  const status = endpoint.status(device);
  return status === undefined ? [] : mergePaths(lastingPaths(status), []);
}

function budgetKeys(device: Hashname, endpoint: Endpoint): readonly string[] {
  const ip = endpoint.status(device)?.paths[0]?.path.ip;
  return ip === undefined ? [device] : [device, addressBlock(ip)];
}
