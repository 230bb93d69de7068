import { z } from 'zod';
import { type BoxParts, lockBox, openBox } from '../../storage/index.ts';
import { StoredPerson } from '../identity/own-person.ts';
import { BLOCKED_MAX, CONTACTS_MAX, GROUPS_MAX, RESCUE_FILE_BYTES_MAX } from '../limits.ts';

/** Front of the file and name of its box (WIRE.md "Rescue file"). */
const MAGIC = 'hashline/rescue/1\n';
const HEAD = new TextEncoder().encode(MAGIC);
/** The same of any version. */
const ANY_MAGIC = /^hashline\/rescue\/\d{1,6}\n/;

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const Bytes = z.base64();
const Ms = z.number().int().nonnegative();

const Device = z.object({
  device: Hex64,
  publicKey: Bytes,
  n: z.number().int().nonnegative(),
  rootKey: Bytes.optional(),
  sig: Bytes.optional(),
});

/** What a person needs to be themselves again on another machine: who they are and whom they know, no word of what was said. */
export const RescueContent = z.object({
  savedAtMs: Ms,
  /** Device that wrote the file. */
  device: Hex64,
  self: StoredPerson,
  /** Key of the `own` codes. */
  ownKey: Bytes,
  name: z.string(),
  contacts: z
    .array(
      z.object({
        person: Hex64,
        device: Hex64,
        publicKey: Bytes,
        name: z.string(),
        paths: z.string(),
        addedAtMs: Ms,
        devices: z.array(Device),
        nickname: z.string().optional(),
        met: z.enum(['invited-them', 'used-invite', 'asked-us', 'we-asked', 'nearby']).optional(),
        /** Who they proved to be is a hashname, which no restore changes. */
        verified: z.object({ how: z.enum(['scan', 'words', 'nearby']), atMs: Ms }).optional(),
        /** A comparison did not fit, and none did since. */
        differedAtMs: Ms.optional(),
      }),
    )
    .max(CONTACTS_MAX),
  /** Absent in files from before this was kept. */
  blocked: z
    .array(z.object({ person: Hex64, name: z.string(), atMs: Ms }))
    .max(BLOCKED_MAX)
    .optional(),
  groups: z.array(z.object({ conv: Hex64, title: z.string(), addedAtMs: Ms })).max(GROUPS_MAX),
});
export type RescueContent = z.output<typeof RescueContent>;

export type RescueProblem = 'not-a-rescue-file' | 'newer-version' | 'wrong-words';

export async function encodeRescueFile(
  parts: BoxParts,
  secret: Uint8Array,
  content: RescueContent,
): Promise<Uint8Array> {
  const json = new TextEncoder().encode(JSON.stringify(content));
  return new Uint8Array(Buffer.concat([HEAD, await lockBox(parts, MAGIC, secret, json)]));
}

/** What can be told of a file without the words. Undefined: it begins as one of ours does. */
export function rescueFileProblem(file: Uint8Array): Exclude<RescueProblem, 'wrong-words'> | undefined {
  const front = Buffer.from(file.subarray(0, 32)).toString('latin1');
  if (file.length > RESCUE_FILE_BYTES_MAX || !ANY_MAGIC.test(front)) return 'not-a-rescue-file';
  return front.startsWith(MAGIC) ? undefined : 'newer-version';
}

export async function decodeRescueFile(
  { derivation }: Pick<BoxParts, 'derivation'>,
  secret: Uint8Array,
  file: Uint8Array,
): Promise<
  { readonly ok: true; readonly value: RescueContent } | { readonly ok: false; readonly error: RescueProblem }
> {
  const problem = rescueFileProblem(file);
  if (problem !== undefined) return { ok: false, error: problem };
  const json = await openBox(derivation, MAGIC, secret, file.subarray(HEAD.length));
  if (json === undefined) return { ok: false, error: 'wrong-words' };
  return { ok: true, value: RescueContent.parse(JSON.parse(new TextDecoder().decode(json))) };
}
