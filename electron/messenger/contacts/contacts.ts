import { createHash } from 'node:crypto';
import {
  type Endpoint,
  type Hashname,
  isTcp,
  type Path,
  type PeerStatus,
  type PublicIdentity,
} from '../../../switch/index.ts';
import type { ContactRow, ContactStore, DeviceRow, DeviceStore } from '../../storage/store.ts';
import type { DeviceProof } from '../identity/device-proof.ts';
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

  private readonly others = new Map<string, DeviceRow>();

  private constructor(
    private readonly store: ContactStore,
    private readonly devices: DeviceStore,
  ) {}

  static async open(store: ContactStore, devices: DeviceStore): Promise<ContactBook> {
    const book = new ContactBook(store, devices);
    for (const row of await store.all()) book.remember(row);
    for (const row of await devices.all()) book.rememberDevice(row);
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

  /** Of any device of theirs that the person here has confirmed. */
  ofDevice(device: string): ContactRow | undefined {
    return this.byPerson.get(this.byDevice.get(device) ?? '');
  }

  /** Their devices beside the one spoken to first, whatever is thought of them. */
  devicesOf(person: string): readonly DeviceRow[] {
    return [...this.others.values()].filter((row) => row.person === person);
  }

  /** All devices whose word is theirs, the one spoken to first in front. */
  confirmedOf(person: string): readonly string[] {
    const row = this.byPerson.get(person);
    const others = this.devicesOf(person).filter(({ state, device }) => state === 'theirs' && device !== row?.device);
    return row === undefined ? [] : [row.device, ...others.map(({ device }) => device)];
  }

  /** A device that claims to be theirs and waits for a word; the newest of them. */
  askedOf(person: string): DeviceRow | undefined {
    return this.devicesOf(person)
      .filter(({ state }) => state === 'asked')
      .sort((a, b) => a.n - b.n)
      .at(-1);
  }

  /** Their newest device with its proof; undefined while they have only their first. */
  newestOf(person: string): { readonly device: string; readonly proof: DeviceProof } | undefined {
    const { device } = this.byPerson.get(person) ?? {};
    const row = this.others.get(device ?? '');
    const key = row?.rootKey && modulusOfKey(row.rootKey);
    if (row?.sig === undefined || key === undefined) return undefined;
    return { device: row.device, proof: { n: row.n, key, sig: row.sig } };
  }

  /** Keeps what is known of a device. */
  keepDevice(row: DeviceRow): Promise<void> {
    return this.inTurn(async () => {
      await this.devices.put(row);
      this.rememberDevice(row);
    });
  }

  forgetDevice(device: string): Promise<void> {
    return this.inTurn(async () => {
      await this.devices.remove(device);
      this.others.delete(device);
    });
  }

  /** From now on the contact is spoken to over this device first; the one before is kept beside it. */
  moveTo(fresh: DeviceRow): Promise<void> {
    return this.inTurn(async () => {
      const row = this.byPerson.get(fresh.person);
      if (row === undefined || row.device === fresh.device) return;
      const before = this.others.get(row.device) ?? rootRowOf(row);
      const changed = [
        { ...fresh, state: 'theirs' },
        { ...before, state: 'theirs' },
      ] as const;
      const moved = { ...row, device: fresh.device, publicKey: fresh.publicKey, paths: '[]' };
      await this.devices.move(moved, changed);
      this.remember(moved);
      for (const one of changed) this.rememberDevice(one);
    });
  }

  /** Changes a row, or makes it; resolves once that is on disk. Nothing is written if `change` gives the same row or none. */
  update(
    person: string,
    change: (row: ContactRow | undefined) => ContactRow | undefined,
    write: (row: ContactRow) => Promise<boolean> = (row) => this.put(row),
  ): Promise<boolean> {
    return this.inTurn(async () => {
      const before = this.get(person);
      const after = change(before);
      if (after === undefined || after === before) return false;
      if (!(await write(after))) return false;
      this.remember(after);
      return true;
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const changed = this.changes.then(work);
    this.changes = changed.catch(() => undefined); // told to whoever asked for this change
    return changed;
  }

  private rememberDevice(row: DeviceRow): void {
    this.others.set(row.device, row);
    if (row.state === 'theirs') this.byDevice.set(row.device, row.person);
    else this.byDevice.delete(row.device);
  }

  /** Forgets a person, with all their devices, once `remove` has taken the row out of the store; no change may come between. */
  remove(person: string, remove: () => Promise<void>): Promise<void> {
    return this.inTurn(async () => {
      await remove();
      const row = this.byPerson.get(person);
      for (const { device } of this.devicesOf(person)) {
        await this.devices.remove(device);
        this.others.delete(device);
        this.byDevice.delete(device);
      }
      if (row === undefined) return;
      this.byPerson.delete(person);
      this.byConv.delete(row.conv);
      this.byDevice.delete(row.device);
    });
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

/** The device that a contact was known by from the start: their first one, as far as we know. */
function rootRowOf(row: ContactRow): DeviceRow {
  const { device, person, publicKey, addedAtMs } = row;
  return { device, person, publicKey, n: 0, rootKey: undefined, sig: undefined, state: 'theirs', seenAtMs: addedAtMs };
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
