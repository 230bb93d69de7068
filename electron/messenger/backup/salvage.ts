import {
  type EventRow,
  HIDDEN,
  type KeyVault,
  type OpenStore,
  openStore,
  type SalvagedEvent,
  type SalvageWorker,
  type StorageWorkerSource,
  startSalvageWorker,
} from '../../storage/index.ts';
import { blobsOfBody } from '../blobs/contents.ts';
import { conversationOf } from '../contacts/contacts.ts';
import { decodeIdentity, IDENTITY_STATE } from '../identity/identity.ts';
import { PERSON_STATE } from '../identity/own-person.ts';
import { SALVAGE_BATCH_EVENTS } from '../limits.ts';
import { decodeEvent, type Event, isOwnCode } from '../log/event.ts';
import { resolveGroup } from '../log/membership.ts';
import { introducedKey, isMembershipKind, MEMBERSHIP_KINDS, readMembership } from '../log/membership-event.ts';
import { OWN_KEY_STATE } from '../log/own-log.ts';
import { isSignedBy } from '../log/signature.ts';
import { wordsOfBody } from '../search/search-words.ts';
import type { SalvagedView } from '../views/upkeep-views.ts';

/** What was saved of a damaged database. */
export type Salvaged = SalvagedView;

export interface SalvageParts {
  readonly folder: { readonly databaseFile: string };
  readonly keys: KeyVault;
  readonly worker: StorageWorkerSource;
  /** There is no copy: without the keys of this device nothing can begin from it. */
  readonly isAlone: boolean;
  readonly log: (line: string) => void;
}

/**
 * Brings everything that can still be read of a damaged database into `target`: a new one, or a copy that is older. Every page of it is
 * proved by its code, and every event by its own hash, and signature or mark. Events keep their place in the order, also where one
 * before them is lost; logs end before their gaps, so that others send again what is gone. Undefined: nothing of use is left.
 */
export async function salvageInto(parts: SalvageParts, target: string): Promise<Salvaged | undefined> {
  const { folder, keys, worker, log } = parts;
  const reader = startSalvageWorker(worker);
  try {
    const report = await reader.begin({ file: folder.databaseFile, key: keys.key, target });
    if (report === undefined) return undefined;
    const opened = await openStore({ worker, file: target, key: keys.key });
    if (!opened.ok) throw new Error(`a new database does not open: ${opened.error}`);
    const store = opened.value;
    try {
      const self = await selfIn(store);
      if (self === undefined) return undefined;
      const saved = await takeEvents(reader, store, self);
      await reopenGroups(store, self);
      log(`salvage: ${saved} messages${report.areMessagesHarmed ? ', not all of them' : ''}`);
      return { saved, ...report };
    } finally {
      await store.close();
    }
  } finally {
    await reader.end();
    await reader.close();
  }
}

interface Self {
  readonly device: string;
  readonly ownKey: Uint8Array;
}

/** Who this device is. Who came from another device and has lost the word on it must not appear as somebody new. */
async function selfIn({ state, contacts }: OpenStore): Promise<Self | undefined> {
  const [text, ownKey] = [await state.getText(IDENTITY_STATE), await state.getBytes(OWN_KEY_STATE)];
  if (text === undefined || ownKey === undefined) return undefined;
  const device = decodeIdentity(text).hashname;
  const isRoot = (await contacts.all()).every(({ conv, person }) => conv === conversationOf(device, person));
  const isKnown = isRoot || (await state.getText(PERSON_STATE)) !== undefined;
  return isKnown ? { device, ownKey } : undefined;
}

async function takeEvents(reader: SalvageWorker, store: OpenStore, self: Self): Promise<number> {
  const keys = new Map<string, Uint8Array>();
  let saved = 0;
  for (let after: SalvagedEvent | undefined; ; ) {
    const batch = await reader.next(after, SALVAGE_BATCH_EVENTS);
    after = batch.at(-1);
    if (after === undefined) break;
    const rows = batch.flatMap((event) => rowOf(event, self, keys) ?? []);
    await store.events.insert(rows);
    await settleErased(store, rows);
    saved += rows.filter(isMessage).length;
  }
  for (const { conv, t, id } of await reader.seen()) await store.events.raiseSeen(conv, { t, id });
  return saved;
}

/** Groups of which what says that we are in is lost: asked for like after a yes, of everybody of whom something is left. */
async function reopenGroups({ groups, events }: OpenStore, { device }: Self): Promise<void> {
  for (const row of (await groups.all()).filter(({ stage }) => stage === 'in')) {
    const said = (await events.ofKinds(row.conv, MEMBERSHIP_KINDS)).flatMap((event) => readMembership(event) ?? []);
    const group = resolveGroup(row.conv, said);
    const isIn = group?.members.get(device)?.hasJoined === true;
    const isOut = group?.wasRemoved(device) === true || said.some(({ kind, by }) => kind === 'leave' && by === device);
    if (!isIn && !isOut) await groups.put({ ...row, stage: 'joining' });
  }
}

/** Bodies that a copy still has and that were erased since; and those that were deleted here, and wait to be erased. */
async function settleErased({ events, hidden }: OpenStore, rows: readonly EventRow[]): Promise<void> {
  for (const { id } of rows.filter(({ body }) => body === undefined)) await events.eraseBody(id);
  const deleted = rows.filter((row) => ((row.hidden ?? 0) & HIDDEN.here) !== 0 && row.body !== undefined);
  if (deleted.length > 0)
    await hidden.hide(
      deleted.map(({ id }) => id),
      0,
    );
}

function isMessage({ hidden, body, kind }: EventRow): boolean {
  return hidden === 0 && body !== undefined && !isMembershipKind(kind);
}

/** Undefined for what is not what it says. `keys`: of everybody who was added to a group before it. */
function rowOf(found: SalvagedEvent, self: Self, keys: Map<string, Uint8Array>): EventRow | undefined {
  const { head: headBytes, body, own, sig, t, storedAtMs, hidden } = found;
  const decoded = decodeEvent(headBytes, body);
  if (!decoded.ok || decoded.value.id !== found.id) return undefined;
  const { id, head } = decoded.value;
  const introduced = body && introducedKey(head.kind, body);
  if (introduced !== undefined) keys.set(introduced.device, introduced.key);
  if (!isByAuthor(decoded.value, found, self, keys)) return undefined;
  const { by, log, seq, prev, after, at, kind } = head;
  return {
    ...{ id, by, log, seq, prev, after, at, kind, body, own, sig, t, storedAtMs, hidden },
    conv: kind === 'create' ? id : head.conv,
    of: head.of ?? head.re,
    head: headBytes,
    blobs: body === undefined ? [] : blobsOfBody(kind, body),
    words: body && wordsOfBody(kind, body),
  };
}

/** By its signature, or by our own mark; what a contact said between two was proved by the line alone, when it came. */
function isByAuthor(
  { id, head: { by } }: Event,
  { sig, own }: SalvagedEvent,
  self: Self,
  keys: ReadonlyMap<string, Uint8Array>,
): boolean {
  const key = keys.get(by);
  if (sig !== undefined) return key === undefined || isSignedBy(key, id, sig);
  return by !== self.device || isOwnCode(self.ownKey, id, own);
}
