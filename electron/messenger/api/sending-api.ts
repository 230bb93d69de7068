import type { Result } from '../../../switch/index.ts';
import type { ClipProblem, PhotoProblem, PhotoSize, StagedPhotoView } from '../views/media-views.ts';
import type { MessageView } from '../views/message-views.ts';
import type { ClipChoice, StageableFile } from './files-api.ts';

/** Text, and albums of what was prepared before. Answers to messages are in `MessagesApi`, files and voice in `FilesApi`. */
export interface SendingApi {
  sendText(
    conversationId: string,
    text: string,
  ): Promise<
    Result<{ readonly message: MessageView }, 'unknown-conversation' | 'not-a-member' | 'bad-text' | 'disk-full'>
  >;
  /** Prepares a picture for sending, in all sizes; one after the other, so that one at a time is in memory. */
  stagePhoto(fileName: string, file: StageableFile): Promise<Result<StagedPhotoView, PhotoProblem | 'too-many-staged'>>;
  /** Takes a film beside photos. Its picture is made by whoever can play it. */
  stageClip(clip: ClipChoice): Promise<Result<StagedPhotoView, ClipProblem | 'too-many-staged'>>;
  discardStaged(stagedIds: readonly string[]): Promise<void>;
  sendAlbum(
    conversationId: string,
    items: readonly { readonly stagedId: string; readonly caption?: string | undefined }[],
    /** `good`, unless said otherwise. */
    size?: PhotoSize,
  ): Promise<
    Result<
      { readonly message: MessageView },
      'unknown-conversation' | 'not-a-member' | 'unknown-photo' | 'photo-changed' | 'captions-too-long' | 'disk-full'
    >
  >;
}
