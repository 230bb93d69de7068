import type { z } from 'zod';
import { aboutCalls } from './contract/about.ts';
import { type AppState, appCalls, appEvents, type Network, type Notice, type Theme } from './contract/app.ts';
import { type BackupStatus, backupCalls, backupEvents } from './contract/backup.ts';
import { cameraCalls } from './contract/camera.ts';
import { type Contact, contactCalls, contactEvents, type Nearby, type Request } from './contract/contacts.ts';
import { conversationCalls } from './contract/conversation-settings.ts';
import type { Conversation, Group, Trust } from './contract/conversation-view.ts';
import { type Desktop, desktopCalls, desktopEvents, type MenuCommand } from './contract/desktop.ts';
import { fileCalls } from './contract/files.ts';
import { groupCalls } from './contract/groups.ts';
import { type Invite, type InviteStory, inviteCalls, inviteEvents } from './contract/invites.ts';
import { type Look, lookCalls, lookEvents } from './contract/look.ts';
import type { Delivery, File, GroupNote, Message, Photo, Transfer, Voice } from './contract/message-view.ts';
import { messageCalls, messageEvents } from './contract/messages.ts';
import { type Connection, type ConnectionReport, type NetworkSettings, networkCalls } from './contract/network.ts';
import {
  type LendProofs,
  type LendQuestion,
  type LentFile,
  type LentPaths,
  outsideCalls,
  outsideEvents,
  type Saving,
} from './contract/outside.ts';
import { type Page, pageCalls } from './contract/pages.ts';
import { photoCalls } from './contract/photos.ts';
import { type SearchAnswer, searchCalls } from './contract/search.ts';
import { startCalls, startEvents } from './contract/start.ts';
import { type Check, type Safety, verificationCalls, verificationEvents } from './contract/verification.ts';

/**
 * The bridge between the page and the main process, as one table: every call with its input, output and failures, every
 * event with its payload. Types, registration (serve.ts), preload and client derive from it; nothing else crosses. The
 * entries stand in contract/, an area a file.
 */
export const calls = {
  ...appCalls,
  ...startCalls,
  ...aboutCalls,
  ...networkCalls,
  ...lookCalls,
  ...messageCalls,
  ...photoCalls,
  ...inviteCalls,
  ...groupCalls,
  ...contactCalls,
  ...cameraCalls,
  ...verificationCalls,
  ...fileCalls,
  ...outsideCalls,
  ...searchCalls,
  ...pageCalls,
  ...conversationCalls,
  ...backupCalls,
  ...desktopCalls,
} as const;

export const events = {
  ...appEvents,
  ...startEvents,
  ...lookEvents,
  ...messageEvents,
  ...inviteEvents,
  ...contactEvents,
  ...verificationEvents,
  ...outsideEvents,
  ...backupEvents,
  ...desktopEvents,
} as const;

export type { StartProblem } from './contract/app.ts';
export { TrustState } from './contract/conversation-view.ts';
export type { GroupProblem } from './contract/groups.ts';
export type { InviteProblem } from './contract/invites.ts';
export * from './contract/limits.ts';
export type { MessageProblem } from './contract/messages.ts';
export { ConversationId, MessageId } from './contract/shapes.ts';

/** Failures every call may have: all three are our own mistakes, shown with one sentence. */
export type CommonProblem = 'forbidden' | 'bad-request' | 'internal';

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type Problem<N extends CallName> = (typeof calls)[N]['errors'][number] | CommonProblem;
export type Answer<N extends CallName> =
  | { readonly ok: true; readonly value: Output<N> }
  | { readonly ok: false; readonly error: Problem<N> };

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** `window.bridge` in the page, and what the main process serves. One type, both ends. */
export type BridgeCalls = { readonly [N in CallName]: (input: Input<N>) => Promise<Answer<N>> };
export interface Bridge extends BridgeCalls {
  /**
   * Lends files that a person chose, dropped or pasted to the main process, in their order. Electron knows their paths;
   * the page neither says nor sees one. A file that is not from this disk comes back as `unreadable`.
   */
  lend(files: readonly Blob[]): Promise<LendAnswer>;
  /** Returns the function that stops listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export type LendAnswer =
  | { readonly ok: true; readonly value: { readonly files: readonly LentFileView[] } }
  | { readonly ok: false; readonly error: CommonProblem };

/** The two halves of `lend`: what the preload says and is asked, and its proofs, for which it is given tokens. */
export interface Lending {
  ask(files: z.output<typeof LentPaths>): readonly LendQuestion[];
  take(proofs: z.output<typeof LendProofs>): Promise<LendAnswer>;
}

export type AppStateView = z.output<typeof AppState>;
export type ConversationView = z.output<typeof Conversation>;
export type MessageView = z.output<typeof Message>;
export type GroupView = z.output<typeof Group>;
export type GroupMemberView = GroupView['members'][number];
export type EditView = Output<'getEdits'>['edits'][number];
export type MessageDetailsView = Output<'getDetails'>;
export type ReplyView = NonNullable<MessageView['reply']>;
export type ReactionView = MessageView['reactions'][number];
export type GroupNoteView = z.output<typeof GroupNote>;
export type PhotoView = z.output<typeof Photo>;
export type TrustView = z.output<typeof Trust>;
export type DeliveryView = z.output<typeof Delivery>;
export type InviteView = z.output<typeof Invite>;
export type NetworkView = z.output<typeof Network>;
export type NoticeView = z.output<typeof Notice>;
export type ConnectionView = z.output<typeof Connection>;
export type ConnectionReportView = z.output<typeof ConnectionReport>;
export type NetworkSettingsView = z.output<typeof NetworkSettings>;
export type LookView = z.output<typeof Look>;
export type ThemeName = z.output<typeof Theme>;
export type TransferView = z.output<typeof Transfer>;
export type LentFileView = z.output<typeof LentFile>;
export type SavingView = z.output<typeof Saving>;
export type FileView = z.output<typeof File>;
export type VoiceView = z.output<typeof Voice>;
export type InviteStoryView = z.output<typeof InviteStory>;
export type ContactView = z.output<typeof Contact>;
export type RequestView = z.output<typeof Request>;
export type NearbyView = z.output<typeof Nearby>;
export type SafetyView = z.output<typeof Safety>;
export type CheckView = z.output<typeof Check>;
export type PageView = z.output<typeof Page>;
export type SearchView = z.output<typeof SearchAnswer>;
export type PeopleView = Output<'getPeople'>;
export type ProfileView = NonNullable<PeopleView['me']>;
export type BackupView = z.output<typeof BackupStatus>;
export type DesktopView = z.output<typeof Desktop>;
export type MenuCommandName = z.output<typeof MenuCommand>;
