import type { Hashname } from '../../switch/index.ts';
import type { Store } from '../storage/store.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { BlobChoices } from './blobs/choices.ts';
import type { BlockList } from './contacts/block-list.ts';
import type { ContactDetails } from './contacts/contact-details.ts';
import type { ContactBook } from './contacts/contacts.ts';
import type { SettingsBook } from './conversations/settings.ts';
import type { StartBook } from './conversations/starts.ts';
import type { OwnPerson } from './identity/own-person.ts';
import type { ConversationLog } from './log/conversation-log.ts';
import type { Clock, MessengerEvent } from './messenger.ts';

/** What the parts of a running messenger share, once there is an identity. */
export interface Core {
  /** Our device. */
  readonly self: Hashname;
  /** Our person, and all their devices. */
  readonly own: OwnPerson;
  readonly clock: Clock;
  readonly store: Store;
  readonly events: ConversationLog;
  readonly blobs: BlobStore;
  /** What was decided about blobs. */
  readonly choices: BlobChoices;
  readonly contacts: ContactBook;
  readonly details: ContactDetails;
  readonly blocked: BlockList;
  /** What the person here set for each conversation. */
  readonly settings: SettingsBook;
  /** What was read for all conversations at once, when the program started. */
  readonly starts: StartBook;
  /** Monotonic; the endpoint's clock while there is one. */
  nowMs(): number;
  emit(event: MessengerEvent): void;
  /** One line, without texts, names, keys or addresses in it. */
  log(line: string): void;
  /** The person went on to another device, or so we heard just now. */
  tellMoved(): void;
  /** Called with every outcome of a write that may find the disk full. */
  tellDiskFull(isFull: boolean): void;
}
