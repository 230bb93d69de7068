import type { EventRow, LogTip } from '../../storage/index.ts';
import { decodeIdentity, IDENTITY_STATE } from '../identity/identity.ts';
import { DEVICE_CSID } from '../identity/rsa-identity.ts';
import { encodeCanonical } from '../log/canonical-json.ts';
import { buildEvent, eventId } from '../log/event.ts';
import { headToJson } from '../log/event-head.ts';
import { createSigner } from '../log/signature.ts';
import type { SimPerson } from './sim-person.ts';

export interface Foreign {
  readonly kind: string;
  readonly text: string;
  readonly must?: boolean;
  readonly version?: number;
  /** Takes the place of the newest event of the log a second time. */
  readonly isFork?: boolean;
}

/** The next event of this person's log as another version or a changed client would write it: signed and in its place. */
export async function foreignEvent(person: SimPerson, conv: string, foreign: Foreign): Promise<EventRow> {
  const identity = decodeIdentity((await person.storeCall<string>('state', 'getText', [IDENTITY_STATE])) ?? '');
  const tips = await person.storeCall<readonly LogTip[]>('events', 'tips', [conv]);
  const own = tips.find(({ by }) => by === identity.hashname);
  const newest = own && (await person.storeCall<EventRow>('events', 'get', [own.id]));
  if (newest === undefined) throw new Error('nothing was said yet');
  const [prev, seq] = foreign.isFork === true ? [newest.prev, newest.seq] : [newest.id, newest.seq + 1];
  const body = encodeCanonical({ text: foreign.text });
  const fields = { conv, by: newest.by, log: newest.log, seq, prev, after: [], at: newest.at + 1, kind: foreign.kind };
  const built = buildEvent({ ...fields, must: foreign.must === true, of: undefined, re: undefined }, body);
  const head = encodeCanonical({ ...headToJson(built.head), v: foreign.version ?? 1 });
  const id = eventId(head);
  const sign = createSigner(identity.secrets[DEVICE_CSID] ?? new Uint8Array(0));
  return {
    ...fields,
    id,
    of: undefined,
    head,
    body,
    own: undefined,
    sig: newest.sig && sign(id),
    blobs: [],
    t: (newest.t ?? 0) + 1,
    storedAtMs: newest.storedAtMs,
  };
}
