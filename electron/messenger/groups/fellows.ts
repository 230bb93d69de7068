import type { Hashname } from '../../../switch/index.ts';
import { pathsOf } from '../contacts/contacts.ts';
import type { Core } from '../core.ts';
import type { PeerSession } from '../sync/peer-session.ts';
import type { Peers } from '../sync/peers.ts';
import type { SyncHost } from '../sync/sync-host.ts';
import { Fellow } from './fellow.ts';

export interface FellowsParts {
  readonly core: Core;
  readonly peers: Peers;
  /** The key of a member who is no contact; undefined if the group does not know it. */
  readonly keyOf: (device: string) => Uint8Array | undefined;
  /** What the group's conversation is to one device. */
  readonly hostFor: (device: string) => SyncHost;
  /** A line opened or closed. */
  readonly onStatus: () => void;
  /** A whole number from 0 to below this. */
  readonly random: (below: number) => number;
}

/** The devices of a group that we keep lines to now. */
export class Fellows {
  private readonly fellows = new Map<string, Fellow>();

  constructor(private readonly parts: FellowsParts) {}

  get count(): number {
    return this.fellows.size;
  }

  has(device: string): boolean {
    return this.fellows.has(device);
  }

  /** Lets go of all others, and begins with those that are new. */
  keep(wanted: ReadonlySet<string>): void {
    for (const [device, fellow] of this.fellows) {
      if (wanted.has(device)) continue;
      this.fellows.delete(device);
      this.parts.peers.release(device, fellow);
    }
    for (const device of wanted) if (!this.fellows.has(device)) this.link(device);
  }

  /** Devices that there is a line with. */
  reachable(): readonly string[] {
    return [...this.fellows].flatMap(([device, { hasLine }]) => (hasLine ? [device] : []));
  }

  /** What is spoken with one of them; undefined while nothing is. */
  sessionOf(device: string): PeerSession | undefined {
    return this.fellows.get(device)?.peer?.session;
  }

  /** Says it to all with whom anything is spoken. */
  tell(say: (session: PeerSession, device: string) => void): void {
    for (const device of this.fellows.keys()) {
      const session = this.sessionOf(device);
      if (session !== undefined) say(session, device);
    }
  }

  /** Members who don't find each other are introduced by those who have found both. */
  introduce(): void {
    const { peers, random } = this.parts;
    const [near, far] = [true, false].map((hasLine) =>
      [...this.fellows].filter(([, fellow]) => fellow.hasLine === hasLine).map(([device]) => device as Hashname),
    );
    for (const to of far ?? []) {
      const via = near?.[random(near.length)];
      if (via !== undefined) peers.introduce(via, to);
    }
  }

  private link(device: string): void {
    const { core, peers, keyOf, hostFor, onStatus } = this.parts;
    const key = core.contacts.ofDevice(device)?.publicKey ?? keyOf(device);
    if (key === undefined) return;
    const paths = () => {
      const row = core.contacts.ofDevice(device);
      return row === undefined ? [] : pathsOf(row);
    };
    const fellow = new Fellow({ key, host: hostFor(device), paths, onStatus });
    this.fellows.set(device, fellow);
    fellow.peer = peers.claim(device as Hashname, fellow); // the name of a key, as the log has checked
  }
}
