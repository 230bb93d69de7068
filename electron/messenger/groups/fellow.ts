import type { Path, PeerStatus, PublicIdentity } from '../../../switch/index.ts';
import { identityOfKey } from '../identity/rsa-identity.ts';
import type { PeerStage } from '../sync/peer-session.ts';
import type { Peer, PeerClaim } from '../sync/peers.ts';
import type { SyncHost } from '../sync/sync-host.ts';

export interface FellowParts {
  readonly key: Uint8Array;
  readonly host: SyncHost;
  readonly paths: () => readonly Path[];
  readonly onStatus: () => void;
}

/** Why we speak with a device of a group: for that group, and nothing else. */
export class Fellow implements PeerClaim {
  peer: Peer | undefined;
  private isOpen = false;

  constructor(private readonly parts: FellowParts) {}

  get hasLine(): boolean {
    return this.isOpen;
  }

  stage(): PeerStage {
    return 'sync';
  }

  hosts(): readonly SyncHost[] {
    return [this.parts.host];
  }

  identity(): PublicIdentity {
    return identityOfKey(this.parts.key);
  }

  paths(): readonly Path[] {
    return this.parts.paths();
  }

  onStatus(status: PeerStatus): void {
    const isOpen = status.line === 'open';
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.parts.onStatus();
  }
}
