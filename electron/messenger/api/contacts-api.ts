import type { Result } from '../../../switch/index.ts';
import type { BlockedView, ContactView, NearbyView, ProfileChangeView, RequestView } from '../views/person-views.ts';

/** What can be done with people. */
export interface ContactsApi {
  list(): readonly ContactView[];
  /** Strangers who ask, the newest first. */
  requests(): readonly RequestView[];
  blocked(): readonly BlockedView[];
  accept(person: string): ContactAnswer<{ readonly conversationId: string }>;
  /** In silence: it does not come back, and they are told nothing. */
  ignore(person: string): ContactAnswer;
  /** Takes one that was put away out again. */
  unignore(person: string): ContactAnswer;
  /** No line, no answer, no help for them from now on; what was said stays. */
  block(person: string): ContactAnswer;
  unblock(person: string): ContactAnswer;
  /** Asks somebody by hashname, with a short text. Of a neighbour the key and the way are known already. */
  ask(person: string, text: string): ContactAnswer<{ readonly conversationId: string }>;
  setNickname(person: string, nickname: string | undefined): ContactAnswer;
  /** Removes a contact with everything said between us, from this machine. They are not told. */
  remove(person: string): ContactAnswer;
  changesOf(person: string): ContactAnswer<{ readonly changes: readonly ProfileChangeView[] }>;
  /** JPEG, PNG or WebP, encoded here. */
  pictureOf(person: string): Uint8Array | undefined;
  ownPicture(): Uint8Array | undefined;
  rename(name: string): ContactAnswer;
  /** Any picture file; it is made small. None takes it away. */
  setPicture(file: Uint8Array | undefined): ContactAnswer;
  nearby(): readonly NearbyView[];
  /** To be called every now and then while the list of neighbours is shown. */
  lookNearby(): void;
  isVisibleNearby(): boolean;
  setVisibleNearby(isVisible: boolean): ContactAnswer;
}

type ContactAnswer<T = Record<string, never>> = Promise<Result<T, ContactProblem>>;

export type ContactProblem =
  | 'unknown-person'
  | 'no-profile'
  | 'bad-name'
  | 'bad-hashname'
  | 'to-oneself'
  | 'already-contact'
  | 'blocked'
  | 'too-many-contacts'
  | 'not-an-image'
  | 'picture-too-large'
  | 'disk-full';
