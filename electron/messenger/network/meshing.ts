import { type Endpoint, type Hashname, isTcp, type LinkHint } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import type { NetworkSettings } from '../api/connection-api.ts';
import type { InviteSeed } from '../contacts/invites.ts';
import { describeError } from '../describe-error.ts';
import { DEVICE_CSID, identityOfKey, keyOfModulus, modulusOfKey } from '../identity/rsa-identity.ts';
import { INVITE_SEEDS_MAX, LINK_HINTS_KEPT_MS, LINK_HINTS_MAX, NETWORK_LOOK_MS } from '../limits.ts';
import type { Clock } from '../messenger.ts';
import { isPublic } from '../trust/address-class.ts';
import { readLinkHints, writeLinkHints } from './link-hints.ts';

const HINTS_NAME = 'link-hints';

export interface MeshingParts {
  readonly state: StateStore;
  readonly clock: Clock;
  /** Seeds this copy was started with, and those of the person's own. */
  readonly seeds: () => readonly LinkHint[];
  readonly carrying: () => Pick<NetworkSettings, 'carries' | 'carryBytesPerSecond'>;
  readonly log: (line: string) => void;
  /** Whether it is somebody's device: an invite names others first. */
  readonly isContact: (device: Hashname) => boolean;
  /** Others belong into an invite now. */
  readonly onInviteSeeds: () => void;
}

/**
 * Our place in the DHT: links to the seeds we were given and to those known from earlier lives, so that a contact whose
 * address changed is found by hashname. What was learned is kept, so seeds are needed once.
 */
export class Meshing {
  private endpoint: Endpoint | undefined;
  private cancelTimer: (() => void) | undefined;
  private cancelLook: (() => void) | undefined;
  private namedSeeds = '';

  constructor(private readonly parts: MeshingParts) {}

  async attach(endpoint: Endpoint): Promise<void> {
    this.endpoint = endpoint;
    this.carry();
    endpoint.addSeeds([...this.parts.seeds(), ...(await this.stored())]);
    this.keepLater();
    this.lookLater();
  }

  /** What was chosen has changed. A seed that was taken out is still linked to until the next start. */
  choose(): void {
    this.carry();
    this.endpoint?.addSeeds(this.parts.seeds());
  }

  /**
   * Contacts who find no straight way to each other may go through us; and while others can reach us, they, and whoever they
   * invite, find each other through us.
   */
  private carry(): void {
    const { carries, carryBytesPerSecond } = this.parts.carrying();
    this.endpoint?.setSeeding(carries ? 'known' : 'nobody');
    this.endpoint?.setBridging(carries ? 'known' : 'nobody', carryBytesPerSecond);
  }

  /** Seeds an invite brought: whoever gave it to us is linked to them. */
  learn(seeds: readonly InviteSeed[]): void {
    this.endpoint?.addSeeds(seeds.flatMap(hintOfSeed));
  }

  /**
   * Of the seeds we are linked to those that an invite can name: one part, 2a, and an address. Contacts who seed for us come last, and only
   * with an address that means something elsewhere (README.md "Invites and seeds").
   */
  inviteSeeds(): readonly InviteSeed[] {
    const { endpoint } = this;
    if (endpoint === undefined) return [];
    const linked = new Set(endpoint.links().flatMap(({ hashname, isSeed }) => (isSeed ? [hashname] : [])));
    const hints = endpoint.linkHints().filter(({ identity }) => linked.has(identity.hashname));
    const isContact = ({ identity }: LinkHint) => this.parts.isContact(identity.hashname);
    const strangers = hints.filter((hint) => !isContact(hint)).flatMap(seedOfHint);
    const contacts = hints.filter(isContact).flatMap(seedOfHint);
    return [...strangers, ...contacts.filter(({ path }) => isPublic(path.ip))].slice(0, INVITE_SEEDS_MAX);
  }

  async stop(): Promise<void> {
    this.cancelTimer?.();
    this.cancelLook?.();
    await this.keep();
  }

  /** Links come and go without a word; an invite on screen should name those that are there. */
  private lookLater(): void {
    this.cancelLook = this.parts.clock.after(NETWORK_LOOK_MS, () => {
      const named = this.inviteSeeds().map(({ path }) => `${path.ip} ${path.port}`);
      const isNews = named.length > 0 && named.join('\n') !== this.namedSeeds;
      this.namedSeeds = named.join('\n');
      if (isNews) this.parts.onInviteSeeds();
      this.lookLater();
    });
  }

  private keepLater(): void {
    this.cancelTimer = this.parts.clock.after(LINK_HINTS_KEPT_MS, () => {
      this.keep().catch((error: unknown) => this.parts.log(`links: ${describeError(error)}`));
      this.keepLater();
    });
  }

  private async keep(): Promise<void> {
    const hints = this.endpoint?.linkHints().slice(0, LINK_HINTS_MAX) ?? [];
    if (hints.length === 0) return; // nobody was met this time: what is known from before may still hold
    await this.parts.state.setText(HINTS_NAME, writeLinkHints(hints, this.parts.clock.wallMs()));
  }

  private async stored(): Promise<readonly LinkHint[]> {
    const text = await this.parts.state.getText(HINTS_NAME);
    return text === undefined ? [] : readLinkHints(text, this.parts.clock.wallMs());
  }
}

/** With an age it is a hint: whoever wrote the invite may have chosen it, so its word doesn't make an address of ours direct. */
function hintOfSeed({ modulus, path }: InviteSeed): readonly LinkHint[] {
  const key = keyOfModulus(modulus);
  return key === undefined ? [] : [{ identity: identityOfKey(key), paths: [path], ageMs: 0 }];
}

function seedOfHint({ identity, paths }: LinkHint): readonly InviteSeed[] {
  const path = paths.find((each) => !isTcp(each)); // an invite has no room for a kind of address
  const key = identity.keys[DEVICE_CSID];
  const modulus = key === undefined ? undefined : modulusOfKey(key);
  const hasOnePart = Object.keys(identity.parts).length === 1;
  return path === undefined || modulus === undefined || !hasOnePart ? [] : [{ modulus, path }];
}
