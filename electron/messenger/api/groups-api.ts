import type { Result } from '../../../switch/index.ts';
import type { PictureProblem } from '../photos/small-picture.ts';

/** What can be done with groups. Members are named by their device. */
export interface GroupsApi {
  /** Makes a group and invites these contacts, by person. */
  create(title: string, persons: readonly string[]): Promise<Result<{ readonly conversationId: string }, GroupProblem>>;
  /** `withHistory`: they may read what was said before they came. */
  add(
    conversationId: string,
    persons: readonly string[],
    withHistory: boolean,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
  /** Says yes or no to an invitation. */
  answer(conversationId: string, isYes: boolean): Promise<Result<Record<string, never>, GroupProblem>>;
  remove(conversationId: string, device: string): Promise<Result<Record<string, never>, GroupProblem>>;
  leave(conversationId: string): Promise<Result<Record<string, never>, GroupProblem>>;
  /** By a member who is no admin: their wish for one, or the end of it. */
  setAdmin(
    conversationId: string,
    device: string,
    isAdmin: boolean,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
  rename(conversationId: string, title: string): Promise<Result<Record<string, never>, GroupProblem>>;
  /** Any picture file, made small; none takes it away. */
  setPicture(
    conversationId: string,
    file: Uint8Array | undefined,
  ): Promise<Result<Record<string, never>, GroupProblem>>;
  /** As it may be shown; undefined if there is none, or what there is can't be read. */
  pictureOf(conversationId: string): Promise<Uint8Array | undefined>;
}

export type GroupProblem =
  | PictureProblem
  | 'unknown-conversation'
  | 'bad-title'
  | 'unknown-person'
  | 'not-an-admin'
  | 'not-a-member'
  | 'group-full'
  | 'too-many-groups'
  | 'disk-full';
