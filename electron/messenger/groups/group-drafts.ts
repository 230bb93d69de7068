import { encodeCanonical, type JsonObject } from '../log/canonical-json.ts';
import type { EventDraft } from '../log/conversation-log.ts';
import { type MembershipKind, ROOT_CONV, type Standing } from '../log/membership-event.ts';

/** A membership event as it is appended: everything but the conversation and the time. */
export type GroupDraft = Omit<EventDraft, 'conv' | 'at'>;

const NOTHING = new Uint8Array(0);
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** `modulus`: of the creator's key. `nonce`: two groups made in one millisecond are two. */
export function createDraft(
  modulus: Uint8Array,
  title: string,
  nonce: Uint8Array,
): EventDraft & { readonly conv: string } {
  const body = { key: base64url(modulus), title, nonce: Buffer.from(nonce).toString('hex') };
  return { ...draft('create', {}, body), conv: ROOT_CONV, at: 0 };
}

export function addDraft(
  base: readonly string[],
  who: { readonly device: string; readonly modulus: Uint8Array; readonly name: string },
  fromT: number,
): GroupDraft {
  const head = { base, who: who.device, ...(fromT === 0 ? {} : { from: fromT }) };
  return draft('add', head, { key: base64url(who.modulus), name: who.name });
}

export function joinDraft(base: readonly string[], add: string, name: string): GroupDraft {
  return { ...draft('join', { base }, { name }), of: add };
}

export function removeDraft(base: readonly string[], who: string, upTo: readonly Standing[]): GroupDraft {
  return draft('remove', { base, who, upTo: upTo.map(({ log, seq, id }) => [log, seq, id]) });
}

export function leaveDraft(base: readonly string[]): GroupDraft {
  return draft('leave', { base });
}

export function adminDraft(base: readonly string[], who: string, isAdmin: boolean): GroupDraft {
  return draft('admin', { base, who, on: isAdmin });
}

export function titleDraft(base: readonly string[], title: string): GroupDraft {
  return draft('title', { base }, { title });
}

/** A small picture; none takes it away. */
export function avatarDraft(base: readonly string[], picture: Uint8Array | undefined): GroupDraft {
  return draft('avatar', { base }, picture === undefined ? {} : { data: base64url(picture) });
}

/** Who doesn't know a kind that decides about membership must stop; a title or a picture can wait. */
const MAY_WAIT: ReadonlySet<MembershipKind> = new Set(['title', 'avatar']);

function draft(kind: MembershipKind, head: JsonObject, body?: JsonObject): GroupDraft {
  return {
    kind,
    extra: head,
    must: !MAY_WAIT.has(kind),
    sign: true,
    blobs: [],
    body: body === undefined ? NOTHING : encodeCanonical(body),
  };
}
