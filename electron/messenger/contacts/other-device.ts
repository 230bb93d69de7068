import type { Hashname, Path, PublicIdentity } from '../../../switch/index.ts';
import type { DeviceRow, EventRow } from '../../storage/store.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { ConversationSync } from '../conversations/conversation-sync.ts';
import type { Core } from '../core.ts';
import type { DeviceProof } from '../identity/device-proof.ts';
import { identityOfKey } from '../identity/rsa-identity.ts';
import type { LogAuthority } from '../log/conversation-log.ts';
import type { PeerStage } from '../sync/peer-session.ts';
import type { Peer, PeerClaim, Peers } from '../sync/peers.ts';
import type { SyncHost } from '../sync/sync-host.ts';

export interface OtherDeviceParts {
  readonly core: Core;
  readonly peers: Peers;
  readonly row: DeviceRow;
  readonly conversation: Conversation;
  /** The person's newest device with its proof, for the older ones to hear of. */
  readonly newest: () => { readonly device: string; readonly proof: DeviceProof } | undefined;
  readonly authority: () => LogAuthority;
  readonly onStored: (stored: readonly EventRow[]) => Promise<void>;
}

/**
 * A device of a contact beside the one spoken to first: an old machine that may still run. What was written there comes from
 * there, and it is told that its person went on to another.
 */
export class OtherDevice implements PeerClaim {
  peer: Peer | undefined;
  private readonly sync: ConversationSync;

  constructor(private readonly parts: OtherDeviceParts) {
    const { core, conversation, row, newest, authority } = parts;
    this.sync = new ConversationSync({
      core,
      conversation,
      device: row.device,
      authority,
      serve: (event) => event,
      invitation: () => undefined,
      moved: () => {
        const found = newest();
        return found === undefined || found.proof.n <= row.n ? undefined : found;
      },
      onStored: parts.onStored,
    });
  }

  attach(): void {
    this.peer = this.parts.peers.claim(this.parts.row.device as Hashname, this); // stored only after a key has given it
  }

  release(): void {
    this.parts.peers.release(this.parts.row.device, this);
  }

  stage(): PeerStage {
    return 'sync';
  }

  hosts(): readonly SyncHost[] {
    return [this.sync];
  }

  identity(): PublicIdentity {
    return identityOfKey(this.parts.row.publicKey);
  }

  paths(): readonly Path[] {
    return []; // it is found as it was found before, or finds us
  }
}
