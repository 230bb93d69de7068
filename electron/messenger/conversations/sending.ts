import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ClipChoice, StageableFile } from '../api/files-api.ts';
import type { SendingApi } from '../api/sending-api.ts';
import { ALBUM_KIND } from '../photos/album.ts';
import type { AlbumChoice, Staging } from '../photos/staging.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { PhotoSize } from '../views/media-views.ts';
import type { MessageView } from '../views/message-views.ts';
import type { Chat } from './chat.ts';
import type { Conversation } from './conversation.ts';
import { encodeText, TEXT_KIND } from './text-body.ts';

export interface SendingParts {
  readonly chatOf: (conv: string) => Chat | undefined;
  readonly staging: Staging;
  /** Called with every outcome of a write that may find the disk full. */
  readonly tellDiskFull: (isFull: boolean) => void;
}

type Sent = Promise<Result<{ readonly message: MessageView }, 'disk-full'>>;

/** Says something new in a conversation: a text, or an album of what was staged. */
export class Sending implements SendingApi {
  constructor(private readonly parts: SendingParts) {}

  async sendText(conversationId: string, text: string) {
    const chat = this.writable(conversationId);
    if (!chat.ok) return chat;
    const body = encodeText(text);
    return body.ok ? this.append(chat.value.conversation, TEXT_KIND, body.value, []) : body;
  }

  stagePhoto(fileName: string, file: StageableFile) {
    return unlessDiskFull(() => this.parts.staging.stage(fileName, file));
  }

  stageClip(clip: ClipChoice) {
    return unlessDiskFull(() => this.parts.staging.stageClip(clip));
  }

  discardStaged(stagedIds: readonly string[]): Promise<void> {
    return this.parts.staging.discard(stagedIds);
  }

  async sendAlbum(conversationId: string, items: readonly AlbumChoice[], size: PhotoSize = 'good') {
    const chat = this.writable(conversationId);
    if (!chat.ok) return chat;
    const { staging } = this.parts;
    return unlessDiskFull(async () => {
      const album = await staging.album(items, size);
      if (!album.ok) return album;
      const { body, blobs } = album.value;
      const sent = await this.append(chat.value.conversation, ALBUM_KIND, body, blobs);
      if (sent.ok) await staging.discard(items.map((item) => item.stagedId));
      await album.value.release();
      return sent;
    });
  }

  private writable(conversationId: string): Result<Chat, 'unknown-conversation' | 'not-a-member'> {
    const chat = this.parts.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    return chat.mayWrite() ? ok(chat) : fail('not-a-member');
  }

  private append(conversation: Conversation, kind: string, body: Uint8Array, blobs: readonly string[]): Sent {
    return unlessDiskFull(async () => {
      const message = await conversation.append({ kind, body, blobs });
      this.parts.tellDiskFull(false);
      return ok({ message });
    });
  }
}
