/** Where the content of something stands here. */
export interface TransferView {
  /** `asks`: it is fetched if the person says so. `withheld`: wherever it is named, nobody may give it to us. */
  readonly state: 'here' | 'coming' | 'asks' | 'paused' | 'declined' | 'failed' | 'withheld';
  /** 0 to 1. */
  readonly progress: number;
  /** Why it asks, failed or is withheld. */
  readonly why: TransferReason | WithheldReason | undefined;
}

/** `before-our-time`: said in a group before our own time there begins. `not-in-group`: in one that we are out of. */
export type WithheldReason = 'before-our-time' | 'not-in-group';

export type TransferReason = 'large' | 'day-full' | 'disk-quota' | 'too-large' | 'wrong-size';

/** A video clip in an album; its poster is its thumbnail. */
export interface ClipView {
  readonly durationMs: number;
  readonly type: string;
}

export interface FileView {
  /** For `media://file/…`: names the event, never a file. */
  readonly key: string;
  /** Safe to save under. */
  readonly name: string;
  /** As the sender calls it: for a picture beside the name, never for what is done with it. */
  readonly type: string;
  readonly bytes: number;
  /** Opening it runs something. */
  readonly isProgram: boolean;
  readonly transfer: TransferView;
}

export interface VoiceView {
  /** For `media://file/…`. */
  readonly key: string;
  readonly bytes: number;
  readonly durationMs: number;
  /** Loudness over time, 0 to 255, at most 100 steps. */
  readonly waveform: readonly number[];
  readonly transfer: TransferView;
}

export interface PhotoView {
  /** For `media://photo/…`: names event and item, never a file. */
  readonly key: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  /** base64url. */
  readonly thumbhash: string;
  readonly caption: string | undefined;
  readonly takenAt: string | undefined;
  readonly hasThumb: boolean;
  readonly isWhole: boolean;
  /** 0 to 1, while it is being fetched. */
  readonly progress: number;
  readonly transfer: TransferView;
  /** Of a video clip. */
  readonly clip: ClipView | undefined;
}

export type PhotoProblem =
  | 'photo-empty'
  | 'photo-too-large'
  | 'photo-not-an-image'
  | 'photo-too-many-pixels'
  | 'photo-unsupported'
  | 'photo-decoder-failed'
  /** The file is not there, or not for us. */
  | 'photo-unreadable'
  | 'disk-full';

export type ClipProblem =
  | Extract<PhotoProblem, 'photo-unreadable' | 'photo-empty' | 'disk-full'>
  | 'clip-too-large'
  /** No film of a kind that can be played and freed of its notes. */
  | 'clip-unsupported';

/** How large photos are sent: 1,280 px, 2,048 px, or as they are without what they tell beside what they show. */
export type PhotoSize = 'small' | 'good' | 'original';

export interface StagedPhotoView {
  readonly stagedId: string;
  readonly fileName: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bytes that go out at each size. */
  readonly sizes: Readonly<Record<PhotoSize, number>>;
  readonly thumbhash: string;
  readonly takenAt: string | undefined;
  /** Of a clip. */
  readonly durationMs: number | undefined;
}
