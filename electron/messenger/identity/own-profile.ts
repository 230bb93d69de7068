import { fail, ok, type Result } from '../../../switch/index.ts';
import type { StateStore } from '../../storage/store.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { makeSmallPicture, type PictureProblem, pictureIdOf } from '../photos/small-picture.ts';
import { readName } from './profile.ts';

/** Name of the name in the state store. */
export const NAME_STATE = 'profile-name';
const PICTURE_STATE = 'profile-picture';

export interface OwnPicture {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly id: string;
}

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
    const bytes = file === undefined ? new Uint8Array(0) : await makeSmallPicture(this.images, file);
    if (typeof bytes === 'string') return fail(bytes);
    await this.state.setBytes(PICTURE_STATE, bytes);
    this.shownPicture = bytes.length === 0 ? undefined : { bytes, id: pictureIdOf(bytes) };
    return ok({});
  }
}
