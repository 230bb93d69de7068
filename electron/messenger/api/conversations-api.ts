import type { Result } from '../../../switch/index.ts';
import type { Place } from '../messenger.ts';
import type { MonthView, PageView } from '../views/conversation-views.ts';

/** Pages from anywhere in a conversation; `Messenger.listMessages` goes back from the newest. */
export interface PagesApi {
  /** Older and newer ones around a message, itself among them. */
  around(
    conversationId: string,
    messageId: string,
    limit: number,
  ): Promise<Result<PageView, 'unknown-conversation' | 'unknown-message'>>;
  after(conversationId: string, place: Place, limit: number): Promise<Result<PageView, 'unknown-conversation'>>;
  /** Around the first message of that time or later. */
  atDate(conversationId: string, atMs: number, limit: number): Promise<Result<PageView, 'unknown-conversation'>>;
  /** Where the first unread message stands, and the page around it; both undefined if all was read. */
  firstUnread(
    conversationId: string,
    limit: number,
  ): Promise<
    Result<{ readonly place: Place | undefined; readonly page: PageView | undefined }, 'unknown-conversation'>
  >;
  /** Photos, files or voice messages, the newest first; ask on with the place of the last one. */
  gallery(
    conversationId: string,
    kind: 'album' | 'file' | 'voice',
    before: Place | undefined,
    limit: number,
  ): Promise<Result<{ readonly months: readonly MonthView[]; readonly hasOlder: boolean }, 'unknown-conversation'>>;
}

/** What the person here sets for a conversation; all of it survives restarts. */
export interface ConversationsApi {
  /** Resolves once it is on disk. Empty and without an answered message: none. */
  setDraft(conversationId: string, text: string, replyTo: string | undefined): ConversationAnswer;
  /** Pinned ones stand first, a new one behind the others. */
  setPinned(conversationId: string, isPinned: boolean): ConversationAnswer;
  orderPins(conversationIds: readonly string[]): ConversationAnswer;
  /** Until this wall time; undefined: not any more. */
  setMuted(conversationId: string, untilMs: number | undefined): ConversationAnswer;
  /** Whether anybody is told what was read and that something is being typed, where nothing else was said of a conversation. */
  usualTells(): { readonly read: boolean; readonly typing: boolean };
  /** For all conversations there are, and those to come. */
  setUsualTells(tells: { readonly read?: boolean; readonly typing?: boolean }): ConversationAnswer;
  /** For this one alone. */
  setTells(conversationId: string, tells: { readonly read?: boolean; readonly typing?: boolean }): ConversationAnswer;
  setMarkedUnread(conversationId: string, isMarked: boolean): ConversationAnswer;
  /** Chosen last, in any conversation; the newest first. */
  recentEmoji(): Promise<readonly string[]>;
  noteEmoji(emoji: string): ConversationAnswer;
  setArchived(conversationId: string, isArchived: boolean): ConversationAnswer;
  /** What was said so far is out of view and out of search on this device; a new message brings the conversation back. */
  deleteHere(conversationId: string): ConversationAnswer;
  /** A letter was typed, or the field is empty again. */
  typing(conversationId: string, isTyping: boolean): void;
}

type ConversationAnswer = Promise<Result<Record<string, never>, ConversationProblem>>;

export type ConversationProblem = 'unknown-conversation' | 'bad-text' | 'too-many-pins' | 'disk-full';
