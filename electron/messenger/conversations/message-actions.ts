import { fail, ok, type Result } from '../../../switch/index.ts';
import type { EventRow } from '../../storage/store.ts';
import type { MessageProblem, MessagesApi } from '../api/messages-api.ts';
import type { Core } from '../core.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { EditView, MessageDetailsView, MessageView } from '../views/message-views.ts';
import type { Chat } from './chat.ts';
import { DELETE_KIND, EDIT_KIND, REACT_KIND } from './effects.ts';
import { shownTime } from './message-view.ts';
import { encodeEmoji, encodeText, readText, TEXT_KIND } from './text-body.ts';

export interface MessageActionsParts {
  readonly core: () => Core | undefined;
  readonly chatOf: (conv: string) => Chat | undefined;
}

interface Found {
  readonly chat: Chat;
  readonly row: EventRow;
}

type Act<T> = (found: Found) => Promise<Result<T, MessageProblem>>;

const NOTHING = new Uint8Array(0);

/** What can be done with a message that is there: answer, change, delete, react. */
export class MessageActions implements MessagesApi {
  constructor(private readonly parts: MessageActionsParts) {}

  reply(conversationId: string, to: string, text: string) {
    return this.on(conversationId, to, async ({ chat, row }) => {
      const body = encodeText(text);
      if (!body.ok) return body;
      return ok({
        message: await chat.conversation.append({ kind: TEXT_KIND, body: body.value, blobs: [], re: row.id }),
      });
    });
  }

  /** Only a text, only one's own, and not one that was deleted. */
  edit(conversationId: string, messageId: string, text: string) {
    return this.on(conversationId, messageId, async ({ chat, row }) => {
      const body = encodeText(text);
      if (!body.ok) return body;
      if (!chat.conversation.shown.mayChange(row) || row.kind !== TEXT_KIND) return fail('not-yours');
      if (row.body === undefined) return fail('unknown-message');
      return ok({
        message: await chat.conversation.append({ kind: EDIT_KIND, body: body.value, blobs: [], of: row.id }),
      });
    });
  }

  async editsOf(
    conversationId: string,
    messageId: string,
  ): Promise<Result<{ readonly edits: readonly EditView[] }, MessageProblem>> {
    return this.look(conversationId, messageId, async ({ chat, row }) => {
      const { edits, deletion } = await chat.conversation.shown.effectsOn(row);
      const first = row.kind === TEXT_KIND && row.body !== undefined ? readText(row.body) : undefined;
      if (deletion !== undefined || first === undefined) return ok({ edits: [] });
      const later = edits.map((edit) => ({ text: edit.text, atMs: shownTime(edit.row) }));
      return ok({ edits: [{ text: first, atMs: shownTime(row) }, ...later] });
    });
  }

  async detailsOf(conversationId: string, messageId: string): Promise<Result<MessageDetailsView, MessageProblem>> {
    return this.look(conversationId, messageId, async ({ chat, row }) =>
      ok({
        writtenAtMs: row.at,
        storedAtMs: row.storedAtMs,
        people: await chat.conversation.shown.deliveriesOf(row),
      }),
    );
  }

  /** Empty takes the reaction back. */
  react(conversationId: string, messageId: string, emoji: string) {
    return this.on(conversationId, messageId, async ({ chat, row }) => {
      const body = encodeEmoji(emoji);
      if (!body.ok) return body;
      return ok({
        message: await chat.conversation.append({ kind: REACT_KIND, body: body.value, blobs: [], of: row.id }),
      });
    });
  }

  /** For everybody: its author's text, or in a group an admin's word, and then its content is gone for good. */
  deleteForAll(conversationId: string, messageId: string) {
    return this.on(conversationId, messageId, async ({ chat, row }) => {
      if (!chat.conversation.shown.mayChange(row) && !chat.mayDeleteOthers()) return fail('not-yours');
      return ok({
        message: await chat.conversation.append({ kind: DELETE_KIND, body: NOTHING, blobs: [], of: row.id }),
      });
    });
  }

  async deleteHere(conversationId: string, messageId: string): Promise<Result<Record<string, never>, MessageProblem>> {
    return this.look(conversationId, messageId, async ({ chat, row }) => {
      await chat.conversation.hiddenHere.hide(row);
      return ok({});
    });
  }

  async restoreHere(
    conversationId: string,
    messageId: string,
  ): Promise<Result<{ readonly message: MessageView }, MessageProblem>> {
    const chat = this.parts.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    return unlessDiskFull(async () => {
      const message = await chat.conversation.unhide(messageId);
      return message === undefined ? fail('unknown-message') : ok({ message });
    });
  }

  /** Says something about a message: for who may write here. */
  private on<T>(conversationId: string, messageId: string, act: Act<T>): Promise<Result<T, MessageProblem>> {
    return this.look(conversationId, messageId, async (found) =>
      found.chat.mayWrite() ? act(found) : fail('not-a-member'),
    );
  }

  /** Does what stays on this device: also where one may not write any more. */
  private async look<T>(conversationId: string, messageId: string, act: Act<T>): Promise<Result<T, MessageProblem>> {
    const chat = this.parts.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    const row = await chat.conversation.shown.find(messageId);
    if (row === undefined) return fail('unknown-message');
    return unlessDiskFull(() => act({ chat, row }));
  }
}
