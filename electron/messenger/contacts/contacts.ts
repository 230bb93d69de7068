import { createHash } from 'node:crypto';
import { type Endpoint, type Hashname, isTcp, type Path, type PeerStatus, type PublicIdentity } from '../../../switch/index.ts';
import type { ContactRow, ContactStore } from '../../storage/store.ts';
import { DEVICE_CSID, identityOfKey, modulusOfKey } from '../identity/rsa-identity.ts';
import { CONTACT_PATHS_MAX } from '../limits.ts';
import { isSamePath } from '../trust/address-class.ts';

/** The conversation of two persons; both sides compute the same (WIRE.md "Names"). */
export function conversationOf(one: string, other: string): string {
  const [lower, higher] = one < other ? [one, other] : [other, one];
  return createHash('sha256').update(`hashline/1:1\n${lower}\n${higher}`).digest('hex');
}

/** The people of this store, all in memory: they are few, and every packet asks who it is from. */
export class ContactBook {
  private readonly byPerson = new Map<string, ContactRow>();
  private readonly byConv = new Map<string, string>();
  private readonly byDevice = new Map<string, string>();
  /** Changes run one after the other: each sees what the one before has stored. */
  private changes: Promise<unknown> = Promise.resolve();

  private constructor(private readonly store: ContactStore) {}

  static async open(store: ContactStore): Promise<ContactBook> {
    const book = new ContactBook(store);
    for (const row of await store.all()) book.remember(row);
    return book;
  }

  get count(): number {
    return this.byPerson.size;
  }

  all(): readonly ContactRow[] {
    return [...this.byPerson.values()];
  }

  get(person: string): ContactRow | undefined {
    return this.byPerson.get(person);
  }

  ofConversation(conv: string): ContactRow | undefined {
    return this.byPerson.get(this.byConv.get(conv) ?? '');
  }

  ofDevice(device: string): ContactRow | undefined {
    return this.byPerson.get(this.byDevice.get(device) ?? '');
  }

  /** Changes a row, or makes it; resolves once that is on disk. Nothing is written if `change` gives the same row or none. */
  update(
    person: string,
    change: (row: ContactRow | undefined) => ContactRow | undefined,
    write: (row: ContactRow) => Promise<boolean> = (row) => this.put(row),
  ): Promise<boolean> {
    const changed = this.changes.then(async () => {
      const before = this.get(person);
      const after = change(before);
      if (after === undefined || after === before) return false;
      if (!(await write(after))) return false;
      this.remember(after);
      return true;
    });
    this.changes = changed.catch(() => undefined); // told to whoever asked for this change
    return changed;
  }

  /** Forgets a person once `remove` has taken the row out of the store; no change may come between. */
  remove(person: string, remove: () => Promise<void>): Promise<void> {
    const removed = this.changes.then(async () => {
      await remove();
      const row = this.byPerson.get(person);
      if (row === undefined) return;
      this.byPerson.delete(person);
      this.byConv.delete(row.conv);
      this.byDevice.delete(row.device);
    });
    this.changes = removed.catch(() => undefined); // told to whoever asked
    return removed;
  }

  private async put(row: ContactRow): Promise<boolean> {
    await this.store.put(row);
    return true;
  }

  private remember(row: ContactRow): void {
    this.byPerson.set(row.person, row);
    this.byConv.set(row.conv, row.person);
    this.byDevice.set(row.device, row.person);
  }
}

/** The device of a contact, as the switch wants it; undefined as long as only the hashname is known. */
export function identityOf(row: ContactRow): PublicIdentity | undefined {
  return row.publicKey.length === 0 ? undefined : identityOfKey(row.publicKey);
}

/** The 2a key of a peer; undefined for a device that is none (more parts than one, another cipher set), or is not known. */
export function deviceKey(endpoint: Endpoint, device: Hashname): Uint8Array | undefined {
  const publicKey = endpoint.identityOf(device)?.keys[DEVICE_CSID];
  if (publicKey === undefined || modulusOfKey(publicKey) === undefined) return undefined;
  return identityOfKey(publicKey).hashname === device ? publicKey : undefined;
}

export function deviceOf(row: ContactRow): Hashname {
  return row.device as Hashname; // stored only after the switch or an invite's key has given it
}

/** The paths kept of a contact; none if the stored text can't be read. */
export function pathsOf(row: Pick<ContactRow, 'paths'>): readonly Path[] {
  try {
    const paths: unknown = JSON.parse(row.paths);
    return Array.isArray(paths) ? paths.filter(isPath) : [];
  } catch {
    return []; // the column is ours; a text that is no JSON has lost its paths and nothing else
  }
}

/** The addresses they answered from, but not where a TCP connection of theirs began: nobody listens there. */
export function lastingPaths({ paths }: PeerStatus): readonly Path[] {
  return paths
    .filter(({ path, isEstablished, isClaimedByPeer }) => isEstablished && (!isTcp(path) || isClaimedByPeer))
    .map(({ path }) => path);
}

/** `newest` in front of what was known, without doubles, as many as we keep. Not those of one link: they mean nothing tomorrow. */
export function mergePaths(newest: readonly Path[], known: readonly Path[]): readonly Path[] {
  const merged: Path[] = [];
  for (const path of [...newest, ...known]) {
    if (path.zone === undefined && !merged.some((other) => isSamePath(other, path)))
      merged.push({ type: path.type, ip: path.ip, port: path.port });
  }
  return merged.slice(0, CONTACT_PATHS_MAX);
}

function isPathType(type: unknown): type is Path['type'] {
  return type === 'ipv4' || type === 'ipv6' || type === 'tcp4' || type === 'tcp6';
}

function isPath(value: unknown): value is Path {
  if (typeof value !== 'object' || value === null) return false;
  const { type, ip, port } = value as Partial<Record<keyof Path, unknown>>;
  return isPathType(type) && typeof ip === 'string' && typeof port === 'number';
}
