import type { Result } from '../../../switch/index.ts';
import type { EditView, MessageDetailsView, MessageView } from '../views/message-views.ts';

/** What can be done with a message. What changes one answers with that message as it is then. */
export interface MessagesApi {
  reply(conversationId: string, to: string, text: string): MessageAnswer;
  edit(conversationId: string, messageId: string, text: string): MessageAnswer;
  /** Its texts over time, the oldest first. */
  editsOf(
    conversationId: string,
    messageId: string,
  ): Promise<Result<{ readonly edits: readonly EditView[] }, MessageProblem>>;
  detailsOf(conversationId: string, messageId: string): Promise<Result<MessageDetailsView, MessageProblem>>;
  react(conversationId: string, messageId: string, emoji: string): MessageAnswer;
  deleteForAll(conversationId: string, messageId: string): MessageAnswer;
  deleteHere(conversationId: string, messageId: string): Promise<Result<Record<string, never>, MessageProblem>>;
  /** Brings back what `deleteHere` took out of view. */
  restoreHere(conversationId: string, messageId: string): MessageAnswer;
}

type MessageAnswer = Promise<Result<{ readonly message: MessageView }, MessageProblem>>;

export type MessageProblem =
  | 'unknown-conversation'
  | 'unknown-message'
  | 'not-a-member'
  | 'not-yours'
  | 'bad-text'
  | 'bad-emoji'
  | 'disk-full';
