import { z } from 'zod';
import {
  APP_VERSION_CHARS_MAX,
  BLOB_RUNS_MAX,
  HELLO_CAP_CHARS_MAX,
  HELLO_CAPS_MAX,
  REASON_CHARS_MAX,
  SYNC_BLOBS_MAX,
  SYNC_ENTRIES_MAX,
  SYNC_LACKS_MAX,
} from '../limits.ts';

/**
 * What the heads of known frames look like (WIRE.md). Unknown keys are ignored; anything else than these shapes under a
 * known `t` ends the channel with `bad frame`.
 */
const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const Hex32 = z.string().regex(/^[0-9a-f]{32}$/);
const Hex16 = z.string().regex(/^[0-9a-f]{16}$/);
const Count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
/** RSA-2048: 256 bytes. */
const Signature = z.string().regex(/^[A-Za-z0-9_-]{342}$/);
const Reason = z.string().transform((text) => text.slice(0, REASON_CHARS_MAX));

/** [by, log, seq, first 16 hex digits of that event's id] */
const Entry = z.tuple([Hex64, Hex16, Count, Hex16]);
export type Entry = z.output<typeof Entry>;
/** [by, log, seq] */
const ReadEntry = z.tuple([Hex64, Hex16, Count]);
export type ReadEntry = z.output<typeof ReadEntry>;

const Entries = z.array(Entry).max(SYNC_ENTRIES_MAX);
const BlobIds = z.array(Hex64).max(SYNC_BLOBS_MAX);

/** An RSA-2048 modulus. */
const Modulus = z.string().regex(/^[A-Za-z0-9_-]{342}$/);
/** That a device belongs to the person: the root's number for it, its modulus and its signature (WIRE.md "Proof"). */
const Proof = z.object({ n: Count, key: Modulus, sig: Signature });

export const HelloHead = z.object({
  v: z.number().int(),
  app: z.string().max(APP_VERSION_CHARS_MAX),
  caps: z.array(z.string().max(HELLO_CAP_CHARS_MAX)).max(HELLO_CAPS_MAX),
  person: Hex64,
  proof: Proof.optional(),
  name: z.string(),
  invite: Hex32.optional(),
  text: z.string().optional(),
});
export type HelloHead = z.output<typeof HelloHead>;

/** A neighbour's answer to `who`. */
export const HereHead = z.object({ v: z.number().int(), name: z.string() });

/** Words between two contacts, about no conversation. An empty `picture`: they have none. */
export const ProfileHead = z.object({ name: z.string(), picture: z.union([Hex64, z.literal('')]) });
export const PictureHead = z.object({ picture: Hex64 });
/** The secret of a code that was scanned off a screen. */
export const ScannedHead = z.object({ secret: Hex32 });
export const CheckHead = z.object({ id: Hex32, hash: Hex64 });
export const CheckRevealHead = z.object({ id: Hex32, nonce: Hex64 });

/** The frames of `_sync` that we know. */
export const SYNC_FRAMES: ReadonlySet<string> = new Set([
  'invited',
  'moved',
  'have',
  'event',
  'ack',
  'ask',
  'lack',
  'read',
  'refused',
]);
/** In every frame of `_sync`: the conversation it is about. */
export const ConvHead = z.object({ conv: Hex64 });
/** Somebody added us to a group. */
export const InvitedHead = z.object({ add: Hex64, title: z.string(), members: Count });
/** The person went on to another device; told to the older ones. */
export const MovedHead = z.object({ device: Hex64, proof: Proof });
export type WireProof = z.output<typeof Proof>;
export const HaveHead = z.object({ conv: Hex64, entries: Entries, more: z.literal(true).optional() });
export const EventHead = z.object({
  head: Count,
  own: Hex32.optional(),
  sig: Signature.optional(),
  gone: z.literal(true).optional(),
});
export const AckHead = z.object({
  conv: Hex64,
  entries: Entries,
  blobs: BlobIds,
  waits: BlobIds.optional(),
  declined: BlobIds.optional(),
});
export const LackHead = z.object({ conv: Hex64, events: z.array(Hex64).max(SYNC_LACKS_MAX) });
export const AskHead = z.object({ conv: Hex64, blobs: BlobIds });
export const ReadHead = z.object({ conv: Hex64, entries: z.array(ReadEntry).max(SYNC_ENTRIES_MAX) });
export const RefusedHead = z.object({ id: Hex64, why: Reason });

export const WantHead = z.object({
  blob: Hex64,
  manifest: z.boolean().optional(),
  chunks: z.array(z.tuple([Count, Count])).max(BLOB_RUNS_MAX),
});
export const ManifestHead = z.object({ blob: Hex64 });
export const ChunkHead = z.object({ blob: Hex64, index: Count, offset: Count });
export const DoneHead = z.object({ blob: Hex64 });
export const NoneHead = z.object({ blob: Hex64, why: Reason });
