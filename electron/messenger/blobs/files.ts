import { fail, ok, type Result } from '../../../switch/index.ts';
import type { EventRow, Store } from '../../storage/store.ts';
import type { FileChoice, FileProblem, FileRules, FilesApi, OpenFile } from '../api/files-api.ts';
import type { Chat } from '../conversations/chat.ts';
import type { Core } from '../core.ts';
import { VOICE_BYTES_MAX, VOICE_MS_MAX, VOICE_WAVE_STEPS_MAX } from '../limits.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { MessageView } from '../views/message-views.ts';
import { byItselfBytes, quotaBytes, setByItselfBytes, setQuotaBytes } from './accept-rules.ts';
import { BLOB_BYTES_MAX } from './blob.ts';
import type { BlobInfo } from './blob-store.ts';
import { type ByteSource, bytesSource, fileSource } from './byte-source.ts';
import type { Downloads } from './downloads.ts';
import { encodeFile, encodeVoice, FILE_KIND, mediaTypeOf, VOICE_KIND, voiceTypeOf } from './file-body.ts';
import { safeFileName } from './file-name.ts';
import { blobOfKey, contentBlobs, openFile } from './open-file.ts';
import { roomByConversation } from './room.ts';

export interface FilesParts {
  readonly running: () => { readonly core: Core; readonly downloads: Downloads } | undefined;
  readonly storage: () => Pick<Store, 'blobs' | 'state'>;
  readonly chatOf: (conv: string) => Chat | undefined;
}

type Sent = Result<{ readonly message: MessageView }, FileProblem>;

/** Files and voice messages, and passing on what others sent. */
export class Files implements FilesApi {
  constructor(private readonly parts: FilesParts) {}

  async sendFile(conversationId: string, file: FileChoice): Promise<Sent> {
    return this.in(conversationId, async (core, chat) => {
      const source = 'path' in file ? await fileSource(file.path) : ok(bytesSource(file.bytes));
      if (!source.ok) return source;
      const name = safeFileName(file.fileName);
      return sendContent(core, chat, source.value, FILE_KIND, ({ id }) =>
        encodeFile({ blob: id, bytes: source.value.lengthBytes, name, type: mediaTypeOf(file.type) }),
      );
    });
  }

  async sendVoice(
    conversationId: string,
    { bytes, durationMs, waveform }: Parameters<FilesApi['sendVoice']>[1],
  ): Promise<Sent> {
    return this.in(conversationId, async (core, chat) => {
      const type = voiceTypeOf(bytes);
      const ms = Math.round(durationMs);
      if (type === undefined || !(ms > 0) || waveform.length > VOICE_WAVE_STEPS_MAX) return fail('not-a-recording');
      if (bytes.length > VOICE_BYTES_MAX || ms > VOICE_MS_MAX) return fail('too-large');
      const wave = Buffer.from(waveform.map((step) => Math.max(0, Math.min(255, Math.round(step))))).toString(
        'base64url',
      );
      return sendContent(core, chat, bytesSource(bytes), VOICE_KIND, ({ id }) =>
        encodeVoice({ blob: id, bytes: bytes.length, ms, type, wave }),
      );
    });
  }

  /** The same body once more: its blobs are here or on their way, so it costs nothing but the event. */
  async forward(conversationId: string, messageId: string, to: string): Promise<Sent> {
    const message = await this.parts.chatOf(conversationId)?.conversation.shown.find(messageId);
    if (message?.body === undefined) return fail('unknown-message');
    const { kind, body, blobs } = message;
    return this.in(to, async (core, chat) => {
      if (!FORWARDED.has(kind)) return fail('unknown-message');
      for (const blob of blobs) core.blobs.hold(blob);
      try {
        for (const blob of blobs) if ((await core.blobs.info(blob))?.isWhole !== true) return fail('not-here-yet');
        return ok({ message: await chat.conversation.append({ kind, body, blobs }) });
      } finally {
        for (const blob of blobs) core.blobs.release(blob);
      }
    });
  }

  fetch(conversationId: string, messageId: string, key?: string): Promise<Sent> {
    return this.onBlobs(conversationId, messageId, key, (downloads, blob, row) => downloads.take([row], blob));
  }

  pause(conversationId: string, messageId: string, key?: string): Promise<Sent> {
    return this.onBlobs(conversationId, messageId, key, (downloads, blob) => downloads.pause(blob));
  }

  decline(conversationId: string, messageId: string, key?: string): Promise<Sent> {
    return this.onBlobs(conversationId, messageId, key, (downloads, blob) => downloads.decline(blob));
  }

  async look(messages: Parameters<FilesApi['look']>[0]): Promise<void> {
    const blobs = new Set<string>();
    for (const { conversationId, messageId } of messages) {
      const row = await this.parts.chatOf(conversationId)?.conversation.shown.find(messageId);
      for (const blob of row?.blobs ?? []) blobs.add(blob);
    }
    this.parts.running()?.downloads.fetcher.look(blobs);
  }

  async rules(conversationId: string): Promise<FileRules> {
    return { byItselfBytes: await byItselfBytes(this.parts.storage().state, conversationId) };
  }

  setRules(conversationId: string, rules: FileRules): Promise<void> {
    return setByItselfBytes(this.parts.storage().state, conversationId, rules.byItselfBytes);
  }

  quotaBytes(): Promise<number | undefined> {
    return quotaBytes(this.parts.storage().state);
  }

  setQuotaBytes(bytes: number | undefined): Promise<void> {
    return setQuotaBytes(this.parts.storage().state, bytes);
  }

  room() {
    return roomByConversation(this.parts.storage().blobs);
  }

  async open(address: string): Promise<OpenFile | undefined> {
    const running = this.parts.running();
    return running && openFile(address, running.core, running.downloads.fetcher);
  }

  /** Of an album its previews come along by themselves, so only what the message is about is acted on. */
  private async onBlobs(
    conversationId: string,
    messageId: string,
    key: string | undefined,
    act: (downloads: Downloads, blob: string, row: EventRow) => Promise<void>,
  ): Promise<Sent> {
    const conversation = this.parts.chatOf(conversationId)?.conversation;
    const running = this.parts.running();
    if (conversation === undefined || running === undefined) return fail('unknown-conversation');
    const row = await conversation.shown.find(messageId);
    if (row?.body === undefined) return fail('unknown-message');
    const blobs = key === undefined ? contentBlobs(row.kind, row.body) : [blobOfKey(key, row)];
    return unlessDiskFull(async () => {
      for (const blob of blobs) if (blob !== undefined) await act(running.downloads, blob, row);
      return ok({ message: await conversation.shown.view(row) });
    });
  }

  private async in(conversationId: string, act: (core: Core, chat: Chat) => Promise<Sent>): Promise<Sent> {
    const [core, chat] = [this.parts.running()?.core, this.parts.chatOf(conversationId)];
    if (core === undefined || chat === undefined) return fail('unknown-conversation');
    if (!chat.mayWrite()) return fail('not-a-member');
    return unlessDiskFull(async () => {
      const sent = await act(core, chat);
      if (sent.ok) core.tellDiskFull(false);
      return sent;
    });
  }
}

/** Kinds whose body says the same wherever it stands. A text that was edited is forwarded as text, by `sendText`. */
const FORWARDED: ReadonlySet<string> = new Set([FILE_KIND, VOICE_KIND, 'album']);

async function sendContent(
  core: Core,
  chat: Chat,
  source: ByteSource,
  kind: string,
  bodyOf: (info: BlobInfo) => Uint8Array,
): Promise<Sent> {
  try {
    if (source.lengthBytes > BLOB_BYTES_MAX) return fail('too-large');
    const info = await core.blobs.add(source);
    if (info === undefined) return fail('file-changed');
    try {
      return ok({ message: await chat.conversation.append({ kind, body: bodyOf(info), blobs: [info.id] }) });
    } finally {
      core.blobs.release(info.id);
    }
  } finally {
    await source.close();
  }
}
