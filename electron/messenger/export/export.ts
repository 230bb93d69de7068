import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ExportApi, ExportProblem } from '../api/upkeep-api.ts';
import { safeFileName } from '../blobs/file-name.ts';
import type { Chat } from '../conversations/chat.ts';
import type { Core } from '../core.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import type { Place } from '../messenger.ts';
import { itemTypeOf, readAlbum } from '../photos/album.ts';
import type { MessageView } from '../views/message-views.ts';
import { DatedFiles } from './dated-files.ts';
import { dateName, endingOf } from './dated-names.ts';
import { type Attachment, dayHtml, messageHtml, PAGE_END, pageStart } from './page-html.ts';
import { ENGLISH, type PageWords } from './page-words.ts';

export interface ExportParts {
  readonly core: () => Core | undefined;
  readonly chatOf: (conv: string) => Chat | undefined;
}

const PAGE = 'messages.html';
/** Enough of a file to know what it is. */
const TYPE_BYTES = 64;

/** A conversation for people, without us: one page, and its photos and files beside it. A page of messages in memory at a time. */
export class Export implements ExportApi {
  constructor(private readonly parts: ExportParts) {}

  async conversation(
    conversationId: string,
    folder: string,
    onProgress: (messageCount: number) => void = () => undefined,
    words: PageWords = ENGLISH,
  ): Promise<Result<{ readonly folder: string; readonly messages: number; readonly files: number }, ExportProblem>> {
    const [core, chat] = [this.parts.core(), this.parts.chatOf(conversationId)];
    if (core === undefined || chat === undefined) return fail('unknown-conversation');
    if (!(await isFolder(folder))) return fail('folder-missing');
    try {
      const name = chat.conversation.view().name;
      const place = await freshFolder(folder, safeFileName(name));
      const files = new DatedFiles(place, core.blobs);
      const messages = await writePage(core, chat, place, files, words, onProgress);
      return ok({ folder: place, messages, files: files.count });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      return fail(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'failed');
    }
  }
}

async function writePage(
  core: Core,
  chat: Chat,
  folder: string,
  files: DatedFiles,
  words: PageWords,
  onProgress: (messageCount: number) => void,
): Promise<number> {
  const { conversation } = chat;
  const file = await open(join(folder, `${PAGE}.new`), 'wx');
  let [count, day] = [0, ''];
  try {
    const dayOf = dateFormat(words, { dateStyle: 'full' });
    const timeOf = dateFormat(words, { timeStyle: 'short' });
    await file.writeFile(pageStart(conversation.view().name, dayOf(core.clock.wallMs()), words));
    let place: Place = { t: 0, id: '0'.repeat(64) };
    for (;;) {
      const rows = await core.store.events.pageAfter(conversation.conv, place, PAGE_MESSAGES_MAX);
      const last = rows.at(-1);
      if (last?.t === undefined) break;
      for (const message of await conversation.shown.views(rows)) {
        const today = dayOf(message.atMs);
        const head = today === day ? '' : dayHtml(today);
        await file.writeFile(
          head + messageHtml(message, timeOf(message.atMs), await attachmentsOf(core, message, files), words),
        );
        [count, day] = [count + 1, today];
      }
      place = { t: last.t, id: last.id };
      onProgress(count);
    }
    await file.writeFile(PAGE_END);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(join(folder, `${PAGE}.new`), join(folder, PAGE));
  return count;
}

async function attachmentsOf(core: Core, message: MessageView, files: DatedFiles): Promise<readonly Attachment[]> {
  const { kind } = message.content;
  const row =
    kind === 'album' || kind === 'file' || kind === 'voice' ? await core.store.events.get(message.id) : undefined;
  if (row?.body === undefined) return [];
  const attachments: Attachment[] = [];
  if (kind === 'album') {
    for (const { blob, taken, caption } of readAlbum(row.body)?.items ?? []) {
      const takenAtMs = taken === undefined ? Number.NaN : Date.parse(taken);
      const atMs = Number.isNaN(takenAtMs) ? message.atMs : takenAtMs;
      attachments.push(await attach(core, files, { blob, atMs, folder: 'photos', caption }));
    }
    return attachments;
  }
  const [blob = ''] = row.blobs;
  const name = message.content.kind === 'file' ? message.content.file.name : undefined;
  const folder = kind === 'voice' ? 'voice' : 'files';
  return [await attach(core, files, { blob, atMs: message.atMs, folder, caption: undefined, name })];
}

interface Wanted {
  readonly blob: string;
  readonly atMs: number;
  readonly folder: 'photos' | 'files' | 'voice';
  readonly caption: string | undefined;
  /** Of a file; photos and recordings are named by their date alone. */
  readonly name?: string | undefined;
}

async function attach(core: Core, files: DatedFiles, wanted: Wanted): Promise<Attachment> {
  const { blob, atMs, folder, caption } = wanted;
  const length = (await core.blobs.info(blob))?.length ?? 0;
  const front = (await core.blobs.read(blob, 0, Math.min(TYPE_BYTES, length))) ?? new Uint8Array(0);
  const type = itemTypeOf(front) ?? '';
  const ending = type === '' && folder === 'voice' ? 'webm' : endingOf(type);
  const name = wanted.name ?? `${dateName(atMs)}.${ending}`;
  const path = await files.write(folder, blob, wanted.name === undefined ? name : `${dateName(atMs)} ${name}`, atMs);
  if (path === undefined) return { kind: 'missing', caption };
  if (folder === 'voice') return { kind: 'audio', path, caption };
  if (folder === 'files') return { kind: 'file', path, caption };
  return { kind: type.startsWith('video/') ? 'video' : 'image', path, caption };
}

/** A folder of its own, so that nothing that is there is touched. */
async function freshFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = join(parent, number === 1 ? name : `${name} (${number})`);
    if (await isThere(folder)) continue;
    await mkdir(folder);
    for (const below of ['photos', 'files', 'voice']) await mkdir(join(folder, below));
    return folder;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** As its readers write dates; hours of a day as this computer is set. */
function dateFormat({ language }: PageWords, style: Intl.DateTimeFormatOptions): (atMs: number) => string {
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  const format = new Intl.DateTimeFormat(language, {
    ...style,
    ...(style.timeStyle !== undefined && hourCycle !== undefined && { hourCycle }),
  });
  return (atMs) => format.format(atMs);
}
