import type { ContactRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import type { OwnProfile } from '../identity/own-profile.ts';
import { readName } from '../identity/profile.ts';
import { PROFILE_CHANGES_MAX, PROFILE_WORDS_MAX, PROFILE_WORDS_WINDOW_MS } from '../limits.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { pictureIdOf, readSmallPicture } from '../photos/small-picture.ts';
import { PictureHead, ProfileHead } from '../sync/frame-shapes.ts';
import type { Frame } from '../sync/frames.ts';
import type { Say } from '../sync/sync-host.ts';
import { HelloBudget } from './hello-budget.ts';

export interface ProfilesParts {
  readonly core: Pick<Core, 'contacts' | 'details' | 'store' | 'clock' | 'nowMs'>;
  readonly images: ImagePort;
  readonly own: Pick<OwnProfile, 'name' | 'picture'>;
  /** A contact's name or picture is another one. */
  readonly onChange: (person: string) => void;
}

/** Names and pictures of contacts: what they announce, what we announce, and how it changed (WIRE.md "Words between contacts"). */
export class Profiles {
  private readonly heard = new HelloBudget(PROFILE_WORDS_MAX, PROFILE_WORDS_WINDOW_MS);
  private readonly served = new HelloBudget(PROFILE_WORDS_MAX, PROFILE_WORDS_WINDOW_MS);
  /** The picture each of them announced last, as long as it is not here. */
  private readonly awaited = new Map<string, string>();

  constructor(private readonly parts: ProfilesParts) {}

  /** What we show of ourselves: said on each new channel with a contact, and after a change. */
  greet(say: Say): void {
    const { name, picture } = this.parts.own;
    if (name !== undefined) say({ t: 'profile', name, picture: picture?.id ?? '' });
  }

  async takeWord(row: ContactRow, frame: Frame, say: Say): Promise<void> {
    if (frame.t === 'profile') await this.takeProfile(row, frame, say);
    if (frame.t === 'want-picture') this.servePicture(row, frame, say);
    if (frame.t === 'picture') await this.takePicture(row, frame);
  }

  /** What they call themselves from now on. False if that is nothing new. */
  async setName(person: string, name: string): Promise<boolean> {
    const { core, onChange } = this.parts;
    const before = core.contacts.get(person)?.name;
    const isChanged = await core.contacts.update(person, (row) =>
      row === undefined || row.name === name ? row : { ...row, name },
    );
    if (!isChanged || before === undefined) return isChanged;
    await this.note(person, 'name', before);
    onChange(person);
    return true;
  }

  private async takeProfile(row: ContactRow, frame: Frame, say: Say): Promise<void> {
    const head = ProfileHead.safeParse(frame.json);
    const name = head.success ? readName(head.data.name) : undefined;
    if (!head.success || name?.ok !== true) return; // what they may not be called they are not called
    const { picture } = head.data;
    const before = this.parts.core.details.get(row.person).pictureId ?? '';
    if (name.value === row.name && picture === before) return;
    if (!this.heard.take([row.person], this.parts.core.nowMs())) return; // the next greeting says it again
    await this.setName(row.person, name.value);
    if (picture === before) return;
    if (picture === '') return this.setPicture(row.person, undefined);
    this.awaited.set(row.person, picture);
    say({ t: 'want-picture', picture });
  }

  private servePicture(row: ContactRow, frame: Frame, say: Say): void {
    const head = PictureHead.safeParse(frame.json);
    const { picture } = this.parts.own;
    if (!head.success || picture === undefined || head.data.picture !== picture.id) return;
    if (this.served.take([row.person], this.parts.core.nowMs()))
      say({ t: 'picture', picture: picture.id }, picture.bytes);
  }

  private async takePicture(row: ContactRow, frame: Frame): Promise<void> {
    const wanted = this.awaited.get(row.person);
    if (wanted === undefined || pictureIdOf(frame.body) !== wanted) return;
    this.awaited.delete(row.person);
    const picture = await readSmallPicture(this.parts.images, frame.body);
    if (picture !== undefined) await this.setPicture(row.person, { id: wanted, ...picture });
  }

  private async setPicture(
    person: string,
    picture: { readonly id: string; readonly bytes: Uint8Array; readonly thumbhash: Uint8Array } | undefined,
  ): Promise<void> {
    const { core, onChange } = this.parts;
    const before = core.details.get(person).pictureId ?? '';
    await core.details.change(person, {
      pictureId: picture?.id,
      thumbhash: picture?.thumbhash,
      picture: picture?.bytes,
    });
    await this.note(person, 'picture', before);
    onChange(person);
  }

  private async note(person: string, what: 'name' | 'picture', before: string): Promise<void> {
    const { core } = this.parts;
    await core.store.people.addChange({ person, atMs: core.clock.wallMs(), what, before }, PROFILE_CHANGES_MAX);
  }
}
