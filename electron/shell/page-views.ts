import type { $brand } from 'zod';
import type {
  Answer,
  AppStateView,
  BackupView,
  CallName,
  CheckView,
  ConnectionReportView,
  ConnectionView,
  ContactView,
  ConversationView,
  EditView,
  GroupProblem,
  InviteStoryView,
  InviteView,
  MessageDetailsView,
  MessageProblem,
  MessageView,
  NearbyView,
  NetworkSettingsView,
  NetworkView,
  NoticeView,
  Output,
  PageView,
  RequestView,
  SafetyView,
  SearchView,
  StartProblem,
} from '../bridge/contract.ts';
import type * as messenger from '../messenger/index.ts';

/**
 * The messenger's views and the contract's shapes are written twice, because neither room may know the other. Here they
 * meet, and the compiler compares them: whoever changes one without the other does not get past this file.
 */

/** A shape of the contract as plain data: brands fall off, and what may be absent may be undefined. */
export type Plain<T> = T extends { readonly [$brand]: unknown }
  ? string
  : T extends Uint8Array | string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : PlainObject<T>;

type PlainObject<T> = {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: Plain<T[K]>;
} & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Plain<T[K]> | undefined;
};

type Same<A, B> = [Plain<A>] extends [Plain<B>] ? ([Plain<B>] extends [Plain<A>] ? true : false) : false;

/** Every `true` here is a comparison that failed to compile once. */
export const VIEWS_ARE_THE_SAME: {
  readonly conversation: Same<messenger.ConversationView, ConversationView>;
  readonly message: Same<messenger.MessageView, MessageView>;
  readonly profile: Same<messenger.ProfileView, NonNullable<Extract<AppStateView, { phase: 'ready' }>['profile']>>;
  readonly invite: Same<messenger.InviteView, InviteView>;
  readonly network: Same<messenger.NetworkView, NetworkView>;
  readonly notice: Same<messenger.NoticeView, NoticeView>;
  readonly staged: Same<messenger.StagedPhotoView, Output<'stagePhoto'>>;
  readonly edit: Same<messenger.EditView, EditView>;
  readonly details: Same<messenger.MessageDetailsView, MessageDetailsView>;
  readonly contact: Same<messenger.ContactView, ContactView>;
  readonly request: Same<messenger.RequestView, RequestView>;
  readonly nearby: Same<messenger.NearbyView, NearbyView>;
  readonly inviteStory: Same<messenger.InviteStoryView, InviteStoryView>;
  readonly safety: Same<messenger.SafetyView, SafetyView>;
  readonly check: Same<messenger.CheckView, CheckView>;
  readonly page: Same<messenger.PageView, PageView>;
  readonly search: Same<messenger.SearchView, SearchView>;
  readonly connection: Same<messenger.ConnectionView, ConnectionView>;
  readonly connectionReport: Same<messenger.ConnectionReportView, ConnectionReportView>;
  readonly networkSettings: Same<messenger.NetworkSettings, NetworkSettingsView>;
  readonly backup: Same<messenger.BackupView, BackupView>;
  readonly messageProblem: Same<messenger.MessageProblem, MessageProblem>;
  readonly groupProblem: Same<messenger.GroupProblem, GroupProblem>;
  readonly startProblem: Same<messenger.OpenProblem, StartProblem>;
} = {
  conversation: true,
  message: true,
  profile: true,
  invite: true,
  network: true,
  notice: true,
  staged: true,
  edit: true,
  details: true,
  contact: true,
  request: true,
  nearby: true,
  inviteStory: true,
  safety: true,
  check: true,
  page: true,
  search: true,
  connection: true,
  connectionReport: true,
  networkSettings: true,
  backup: true,
  messageProblem: true,
  groupProblem: true,
  startProblem: true,
};

/** Hands a view of the messenger to the page under the contract's type: the same data, with its ids branded. */
export function toPage<T>(view: Plain<T>): T {
  return view as T; // Plain<T> is T but for brands, which exist only in types
}

/** The messenger's answer under the contract's type. */
export function answer<N extends CallName>(value: Plain<Answer<N>>): Answer<N> {
  return toPage<Answer<N>>(value);
}
