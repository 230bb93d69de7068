import type { Result } from '../../../switch/index.ts';
import type { MessageView } from '../views/message-views.ts';

/** Bytes in memory, or a file of this machine. */
export type StageableFile = Uint8Array | { readonly path: string };

export interface ClipChoice {
  readonly fileName: string;
  readonly file: StageableFile;
  /** A picture out of the film. */
  readonly poster: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationMs: number;
}

/** A file from this machine, read piece by piece, or one that lies in memory. */
export type FileChoice = {
  readonly fileName: string;
  /** Media type, if it is known. */
  readonly type?: string | undefined;
} & ({ readonly path: string } | { readonly bytes: Uint8Array });

/** Files, voice messages, and what is fetched when. */
export interface FilesApi {
  /** Resolves once the whole file is stored here, encrypted, and the message too. */
  sendFile(conversationId: string, file: FileChoice): FileAnswer;
  /** A recording (WebM, Ogg or MP4). `waveform`: loudness over time, 0 to 255, at most 100 steps. */
  sendVoice(
    conversationId: string,
    voice: { readonly bytes: Uint8Array; readonly durationMs: number; readonly waveform: readonly number[] },
  ): FileAnswer;
  /** Says an album, file or voice message again in another conversation. */
  forward(conversationId: string, messageId: string, to: string): FileAnswer;
  /** The person wants what is in this message, or one blob of it (`PhotoView.key`): what was asked, paused, declined or failed. */
  fetch(conversationId: string, messageId: string, key?: string): FileAnswer;
  pause(conversationId: string, messageId: string, key?: string): FileAnswer;
  /** What is here of it goes; its sender is told. */
  decline(conversationId: string, messageId: string, key?: string): FileAnswer;
  /** What is on screen now: fetched before the rest. Replaces what was named before. */
  look(messages: readonly { readonly conversationId: string; readonly messageId: string }[]): Promise<void>;
  rules(conversationId: string): Promise<FileRules>;
  setRules(conversationId: string, rules: FileRules): Promise<void>;
  /** Bytes that content may take here before the person is asked; undefined: as many as there are. */
  quotaBytes(): Promise<number | undefined>;
  setQuotaBytes(bytes: number | undefined): Promise<void>;
  /** What takes room, the largest first. */
  room(): Promise<readonly { readonly conversationId: string; readonly bytes: number }[]>;
  /** `file/KEY`, also of a clip in an album, also while it is on its way: what is read is fetched first. */
  open(address: string): Promise<OpenFile | undefined>;
}

export interface FileRules {
  /** Fetched by itself up to this size; above it the person is asked. */
  readonly byItselfBytes: number;
}

/** `type`: as the sender calls a file, as the bytes say of a picture, sound or clip. */
export interface OpenFile extends OpenPhoto {
  readonly fileName: string;
}

type FileAnswer = Promise<Result<{ readonly message: MessageView }, FileProblem>>;

export type FileProblem =
  | 'unknown-conversation'
  | 'unknown-message'
  | 'not-a-member'
  | 'file-unreadable'
  /** It became shorter while it was read. */
  | 'file-changed'
  | 'too-large'
  | 'not-a-recording'
  | 'not-here-yet'
  | 'disk-full';

export interface OpenPhoto {
  readonly type: string;
  readonly lengthBytes: number;
  /** Reads [offset, offset + length). */
  read(offset: number, length: number): Promise<Uint8Array | undefined>;
}
