import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import { PROFILE_PICTURE_BYTES_MAX, PROFILE_PICTURE_EDGE_PX } from '../limits.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { readName } from './profile.ts';

/** Name of the name in the state store. */
export const NAME_STATE = 'profile-name';
const PICTURE_STATE = 'profile-picture';
/** Edges that are tried until the picture is small enough to be sent. */
const EDGES_PX = [PROFILE_PICTURE_EDGE_PX, 192, 128, 96, 64];

export interface OwnPicture {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly id: string;
}

export type PictureProblem = 'not-an-image' | 'picture-too-large';

/** What this person shows of themselves. */
export class OwnProfile {
  private shownName: string | undefined;
  private shownPicture: OwnPicture | undefined;

  constructor(
    private readonly state: StateStore,
    private readonly images: ImagePort,
  ) {}

  async load(): Promise<void> {
    this.shownName = await this.state.getText(NAME_STATE);
    const bytes = await this.state.getBytes(PICTURE_STATE);
    this.shownPicture = bytes === undefined || bytes.length === 0 ? undefined : { bytes, id: pictureIdOf(bytes) };
  }

  /** Undefined before the first run is done. */
  get name(): string | undefined {
    return this.shownName;
  }

  get picture(): OwnPicture | undefined {
    return this.shownPicture;
  }

  async setName(text: string): Promise<Result<string, 'bad-name'>> {
    const name = readName(text);
    if (!name.ok) return name;
    await this.state.setText(NAME_STATE, name.value);
    this.shownName = name.value;
    return name;
  }

  /** Any picture, made small; none takes it away. */
  async setPicture(file: Uint8Array | undefined): Promise<Result<Record<string, never>, PictureProblem>> {
    const bytes = file === undefined ? new Uint8Array(0) : await this.small(file);
    if (typeof bytes === 'string') return fail(bytes);
    await this.state.setBytes(PICTURE_STATE, bytes);
    this.shownPicture = bytes.length === 0 ? undefined : { bytes, id: pictureIdOf(bytes) };
    return ok({});
  }

  private async small(file: Uint8Array): Promise<Uint8Array | PictureProblem> {
    for (const edgePx of EDGES_PX) {
      const result = await this.images.process(file, { maxEdgePx: edgePx, thumbEdgePx: edgePx });
      if (!result.ok) return 'not-an-image';
      if (result.picture.bytes.length <= PROFILE_PICTURE_BYTES_MAX) return result.picture.bytes;
    }
    return 'picture-too-large';
  }
}

export function pictureIdOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
