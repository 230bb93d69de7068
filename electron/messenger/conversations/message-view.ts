import type { BlobAnswer, EventRow } from '../../storage/store.ts';
import { namedBlobs } from '../blobs/contents.ts';
import { FILE_KIND, type FileBody, readFile, readVoice, VOICE_KIND, type VoiceBody } from '../blobs/file-body.ts';
import { isProgramName } from '../blobs/file-name.ts';
import { type BlobStanding, transferView } from '../blobs/transfer-view.ts';
import { EXCERPT_CHARS_MAX } from '../limits.ts';
import { ALBUM_KIND, type Album, type AlbumItem, readAlbum } from '../photos/album.ts';
import type { FileView, PhotoView, VoiceView } from '../views/media-views.ts';
import type { DeliveryView, MessageDetailsView, MessageView, ReactionView, ReplyView } from '../views/message-views.ts';
import type { AuthorView } from '../views/person-views.ts';
import type { Effects } from './effects.ts';
import type { ConversationMarks } from './marks.ts';
import { readText, TEXT_KIND } from './text-body.ts';

/** Why an event of our own stays with us: we were taken out of the group before it. */
const NOT_IN_GROUP = 'not-in-group';

/** What a view of a message rests on, beside the event itself. */
export interface ViewFacts {
  /** This person's devices: what they wrote is `isMine`. */
  readonly isOwn: (device: string) => boolean;
  /** Whether the person here can change it and take it back. */
  readonly mayChange: (row: EventRow) => boolean;
  readonly marks: ConversationMarks;
  /** Devices of the others that the message is meant for. */
  readonly audience: (row: EventRow) => readonly string[];
  readonly authorOf: (device: string) => AuthorView | undefined;
  readonly noteOf: (row: EventRow) => MessageView['content'] | undefined;
  readonly isVoid: (row: EventRow) => boolean;
  /** Where a blob stands that this event names. */
  readonly standingOf: (row: EventRow, blob: string) => Promise<BlobStanding>;
  /** Of these blobs those that the device has stored whole. */
  readonly storedBy: (device: string, blobs: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What the device said of those that it does not have. */
  readonly answersOf: (device: string, blobs: readonly string[]) => Promise<readonly BlobAnswer[]>;
}

/** `effects`: what other events made of it. `answered`: the event that it answers, if that is here, and what was made of that. */
export async function messageView(
  row: EventRow,
  effects: Effects & { readonly isForked: boolean },
  answered: AnsweredEvent | undefined,
  facts: ViewFacts,
): Promise<MessageView> {
  const isMine = facts.isOwn(row.by);
  const album = row.kind === ALBUM_KIND && row.body !== undefined ? readAlbum(row.body) : undefined;
  const isGone = effects.deletion !== undefined;
  return {
    id: row.id,
    conversationId: row.conv,
    isMine,
    mayChange: facts.mayChange(row),
    author: isMine ? undefined : facts.authorOf(row.by),
    t: row.t ?? row.at,
    atMs: shownTime(row),
    content: facts.noteOf(row) ?? (await contentOf(row, album, effects, facts)),
    reply: isGone ? undefined : replyOf(row, answered, facts),
    editedAtMs: isGone ? undefined : effects.edits.map((edit) => shownTime(edit.row)).at(-1),
    reactions: isGone ? [] : reactionsOf(effects, facts),
    delivery: isMine ? await deliveryOf(row, facts) : { name: 'received' },
    isLate: !isMine && row.isLate === true,
    isForked: effects.isForked,
  };
}

/** An event that is answered, as far as an answer shows it. */
export interface AnsweredEvent {
  readonly row: EventRow;
  readonly effects: Effects;
}

/** The time shown: the earlier of the author's clock and our receipt. */
export function shownTime(row: EventRow): number {
  return Math.min(row.at, row.storedAtMs);
}

async function contentOf(
  row: EventRow,
  album: Album | undefined,
  effects: Effects,
  facts: ViewFacts,
): Promise<MessageView['content']> {
  const { deletion, edits } = effects;
  if (deletion !== undefined) return { kind: 'gone', by: nameOf(deletion.by, facts) };
  if (row.body === undefined) return { kind: 'gone', by: undefined };
  if (album !== undefined) return albumContent(row, album, facts);
  const file = row.kind === FILE_KIND ? readFile(row.body) : undefined;
  if (file !== undefined) return { kind: 'file', file: await fileView(row, file, facts) };
  const voice = row.kind === VOICE_KIND ? readVoice(row.body) : undefined;
  if (voice !== undefined) return { kind: 'voice', voice: await voiceView(row, voice, facts) };
  const text = row.kind === TEXT_KIND ? (edits.at(-1)?.text ?? readText(row.body)) : undefined;
  return text === undefined ? { kind: 'newer-version' } : { kind: 'text', text };
}

/** Empty for ourselves, and for the only other one. */
function nameOf(device: string, facts: ViewFacts): string {
  return facts.isOwn(device) ? '' : (facts.authorOf(device)?.name ?? '');
}

function replyOf(row: EventRow, answered: AnsweredEvent | undefined, facts: ViewFacts): ReplyView | undefined {
  if (row.kind !== TEXT_KIND || row.of === undefined) return undefined;
  if (answered === undefined || answered.row.conv !== row.conv) {
    return { id: row.of, isMine: false, author: undefined, excerpt: '', kind: 'gone' };
  }
  const isMine = facts.isOwn(answered.row.by);
  const author = isMine ? undefined : facts.authorOf(answered.row.by);
  return { id: row.of, isMine, author, ...excerptOf(answered) };
}

function excerptOf({ row, effects }: AnsweredEvent): Pick<ReplyView, 'kind' | 'excerpt'> {
  if (row.body === undefined || effects.deletion !== undefined) return { kind: 'gone', excerpt: '' };
  if (row.kind === TEXT_KIND) {
    return { kind: 'text', excerpt: cut(effects.edits.at(-1)?.text ?? readText(row.body) ?? '') };
  }
  const file = row.kind === FILE_KIND ? readFile(row.body) : undefined;
  if (file !== undefined) return { kind: 'other', excerpt: cut(file.name) };
  const album = row.kind === ALBUM_KIND ? readAlbum(row.body) : undefined;
  if (album === undefined) return { kind: 'other', excerpt: '' };
  return { kind: 'album', excerpt: cut(album.items.find((item) => item.caption !== undefined)?.caption ?? '') };
}

/** Not in the middle of a surrogate pair. */
function cut(text: string): string {
  return text.slice(0, EXCERPT_CHARS_MAX).replace(/\p{Cs}$/u, '');
}

function reactionsOf({ reactions }: Effects, facts: ViewFacts): readonly ReactionView[] {
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, by } of reactions) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), by]);
  return [...byEmoji].map(([emoji, devices]) => ({
    emoji,
    count: devices.length,
    isMine: devices.some(facts.isOwn),
    names: devices.flatMap((device) => facts.authorOf(device)?.name ?? []),
  }));
}

/** Names event and item in photo addresses. */
export function photoKey(eventId: string, index: number): string {
  return `${eventId}-${index}`;
}

export function readPhotoKey(key: string): { readonly eventId: string; readonly index: number } | undefined {
  const match = /^([0-9a-f]{64})-(\d{1,3})$/.exec(key);
  return match === null ? undefined : { eventId: match[1] ?? '', index: Number(match[2]) };
}

async function albumContent(row: EventRow, album: Album, facts: ViewFacts): Promise<MessageView['content']> {
  const preview = album.preview === undefined ? undefined : await facts.standingOf(row, album.preview);
  const hasPreview = preview?.info?.isWhole === true;
  const standings = await Promise.all(album.items.map((item) => facts.standingOf(row, item.blob)));
  const photos = album.items.flatMap((item, index) => {
    const standing = standings[index];
    return standing === undefined ? [] : [photoView(photoKey(row.id, index), item, standing, hasPreview)];
  });
  return { kind: 'album', photos };
}

function photoView(key: string, item: AlbumItem, standing: BlobStanding, hasPreview: boolean): PhotoView {
  const transfer = transferView(standing);
  return {
    key,
    widthPx: item.w,
    heightPx: item.h,
    bytes: item.bytes,
    thumbhash: item.thumbhash,
    caption: item.caption,
    takenAt: item.taken,
    hasThumb: hasPreview || item.thumb !== undefined,
    isWhole: transfer.state === 'here',
    progress: transfer.progress,
    transfer,
    clip: item.ms === undefined ? undefined : { durationMs: item.ms, type: item.type },
  };
}

async function fileView(row: EventRow, { blob, bytes, name, type }: FileBody, facts: ViewFacts): Promise<FileView> {
  const transfer = transferView(await facts.standingOf(row, blob));
  return { key: photoKey(row.id, 0), name, type, bytes, isProgram: isProgramName(name), transfer };
}

async function voiceView(row: EventRow, { blob, bytes, ms, wave }: VoiceBody, facts: ViewFacts): Promise<VoiceView> {
  const transfer = transferView(await facts.standingOf(row, blob));
  const waveform = [...Buffer.from(wave, 'base64url')];
  return { key: photoKey(row.id, 0), bytes, durationMs: ms, waveform, transfer };
}

/**
 * Arrived needs the event and all its blobs stored there (app-protocol.md "_sync" 3). In a group: at everybody; until then
 * it says at how many.
 */
export async function deliveryOf(row: EventRow, facts: ViewFacts): Promise<DeliveryView> {
  const why = facts.marks.refusalOf(row.id);
  if (why !== undefined) return { name: 'not-sent', reason: why };
  if (facts.isVoid(row)) return { name: 'not-sent', reason: NOT_IN_GROUP };
  const audience = facts.audience(row);
  const holders = audience.filter((device) => facts.marks.isStored(device, row));
  const [only] = audience;
  if (holders.length === 0) return audience.length === 0 ? { name: 'arrived' } : { name: 'waiting' };
  if (audience.length === 1 && only !== undefined) return deliveryToOne(row, only, facts);
  const whole = await Promise.all(holders.map((device) => deliveryToOne(row, device, facts)));
  const arrived = whole.filter((delivery) => delivery.name !== 'arriving');
  if (arrived.length < audience.length) {
    return { name: 'arriving', of: 'people', arrivedCount: arrived.length, totalCount: audience.length };
  }
  return arrived.every((delivery) => delivery.name === 'seen') ? { name: 'seen' } : { name: 'arrived' };
}

/** How far one's own message is with each of those it is meant for. */
export async function deliveriesOf(row: EventRow, facts: ViewFacts): Promise<MessageDetailsView['people']> {
  const isHeld = facts.marks.refusalOf(row.id) !== undefined || facts.isVoid(row);
  if (!facts.isOwn(row.by) || isHeld) return [];
  return Promise.all(
    facts.audience(row).map(async (device) => ({
      device,
      name: facts.authorOf(device)?.name ?? '',
      delivery: facts.marks.isStored(device, row)
        ? await deliveryToOne(row, device, facts)
        : ({ name: 'waiting' } as const),
    })),
  );
}

/** Of an event that this device has stored. */
async function deliveryToOne(row: EventRow, device: string, facts: ViewFacts): Promise<DeliveryView> {
  if (row.body !== undefined) {
    const named = namedBlobs(row.kind, row.body);
    const stored = await facts.storedBy(
      device,
      named.map(({ blob }) => blob),
    );
    const missing = named.flatMap(({ blob }) => (stored.has(blob) ? [] : [blob]));
    if (missing.length > 0) {
      const answers = await facts.answersOf(device, missing);
      if (answers.length === missing.length) {
        return { name: answers.every(({ answer }) => answer === 'declined') ? 'declined' : 'not-fetched' };
      }
      const items = named.filter(({ role }) => role !== 'preview');
      const arrivedCount = items.filter(({ blob }) => stored.has(blob)).length;
      return {
        name: 'arriving',
        of: row.kind === ALBUM_KIND ? 'photos' : 'files',
        arrivedCount,
        totalCount: items.length,
      };
    }
  }
  return facts.marks.isSeen(device, row) ? { name: 'seen' } : { name: 'arrived' };
}
