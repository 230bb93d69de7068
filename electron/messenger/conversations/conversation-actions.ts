import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ConversationProblem, ConversationsApi } from '../api/conversations-api.ts';
import type { Core } from '../core.ts';
import { EMOJI_CHARS_MAX, PINS_MAX, TEXT_CHARS_MAX } from '../limits.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { Chat } from './chat.ts';
import { noteEmoji, recentEmoji } from './recent-emoji.ts';
import type { ConversationSettings } from './settings.ts';

export interface ConversationActionsParts {
  readonly core: () => Core | undefined;
  readonly chatOf: (conv: string) => Chat | undefined;
  readonly chats: () => readonly Chat[];
}

type Nothing = Record<string, never>;
type Answer = Promise<Result<Nothing, ConversationProblem>>;

/** What the person here sets for a conversation. Nobody else is told, but for what they no longer hear. */
export class ConversationActions implements ConversationsApi {
  constructor(private readonly parts: ConversationActionsParts) {}

  setDraft(conversationId: string, text: string, replyTo: string | undefined): Answer {
    if (text.length > TEXT_CHARS_MAX) return Promise.resolve(fail('bad-text'));
    const draft = text === '' && replyTo === undefined ? undefined : text;
    return this.change(conversationId, { draft, draftRe: replyTo });
  }

  setPinned(conversationId: string, isPinned: boolean): Answer {
    return this.on(conversationId, async ({ core }) => {
      const others = core.settings.pinned().filter((conv) => conv !== conversationId);
      if (isPinned && others.length >= PINS_MAX) return fail('too-many-pins');
      return this.pin(core, (pinned) => {
        const rest = pinned.filter((conv) => conv !== conversationId);
        return isPinned ? [...rest, conversationId] : rest;
      });
    });
  }

  /** Pinned conversations that are not named keep their order, behind those that are; others are left out. */
  async orderPins(conversationIds: readonly string[]): Answer {
    const core = this.parts.core();
    if (core === undefined) return fail('unknown-conversation');
    return unlessDiskFull(() =>
      this.pin(core, (pinned) => {
        const named = [...new Set(conversationIds)].filter((conv) => pinned.includes(conv));
        return [...named, ...pinned.filter((conv) => !named.includes(conv))];
      }),
    );
  }

  setMuted(conversationId: string, untilMs: number | undefined): Answer {
    return this.change(conversationId, { mutedUntilMs: untilMs });
  }

  setTells(conversationId: string, tells: { readonly read?: boolean; readonly typing?: boolean }): Answer {
    return this.on(conversationId, async ({ core, chat }) => {
      const { tellsRead, tellsTyping } = core.settings.of(conversationId);
      const parts = { tellsRead: tells.read ?? tellsRead, tellsTyping: tells.typing ?? tellsTyping };
      await core.settings.change(conversationId, parts);
      if (!parts.tellsTyping) chat.conversation.typing.stop();
      if (parts.tellsRead && !tellsRead) chat.conversation.reading.tellAgain();
      chat.conversation.refresh();
      return ok({});
    });
  }

  async recentEmoji(): Promise<readonly string[]> {
    const core = this.parts.core();
    return core === undefined ? [] : recentEmoji(core.store.state);
  }

  async noteEmoji(emoji: string): Answer {
    const core = this.parts.core();
    if (core === undefined) return fail('unknown-conversation');
    if (emoji === '' || emoji.length > EMOJI_CHARS_MAX) return fail('bad-text');
    return unlessDiskFull(async () => {
      await noteEmoji(core.store.state, emoji);
      return ok({});
    });
  }

  usualTells() {
    return this.parts.core()?.settings.usualTells() ?? { read: true, typing: true };
  }

  async setUsualTells(tells: { readonly read?: boolean; readonly typing?: boolean }): Answer {
    const core = this.parts.core();
    if (core === undefined) return fail('unknown-conversation');
    return unlessDiskFull(async () => {
      await core.settings.setUsualTells({ ...core.settings.usualTells(), ...tells });
      for (const { conversation } of this.parts.chats()) await this.setTells(conversation.conv, tells);
      return ok({});
    });
  }

  setMarkedUnread(conversationId: string, isMarked: boolean): Answer {
    return this.change(conversationId, { isMarkedUnread: isMarked });
  }

  setArchived(conversationId: string, isArchived: boolean): Answer {
    return this.change(conversationId, { isArchived });
  }

  typing(conversationId: string, isTyping: boolean): void {
    const chat = this.parts.chatOf(conversationId);
    if (chat?.mayWrite() !== true) return;
    if (isTyping) chat.conversation.typing.typed();
    else chat.conversation.typing.stop();
  }

  /** Takes it out of the list and everything said so far out of view, on this device alone. Who writes again is back. */
  deleteHere(conversationId: string): Answer {
    return this.on(conversationId, async ({ core, chat }) => {
      await core.store.hidden.hideAll(conversationId, core.clock.wallMs());
      await this.pin(core, (pinned) => pinned.filter((conv) => conv !== conversationId));
      const gone = { draft: undefined, draftRe: undefined, isMarkedUnread: false, isArchived: false, isDeleted: true };
      await core.settings.change(conversationId, gone);
      chat.conversation.refresh();
      return ok({});
    });
  }

  private async pin(core: Core, order: (pinned: readonly string[]) => readonly string[]): Answer {
    for (const conv of await core.settings.pin(order)) this.parts.chatOf(conv)?.conversation.refresh();
    return ok({});
  }

  private change(conversationId: string, parts: Partial<ConversationSettings>): Answer {
    return this.on(conversationId, async ({ core, chat }) => {
      await core.settings.change(conversationId, parts);
      chat.conversation.refresh();
      return ok({});
    });
  }

  private async on(
    conversationId: string,
    act: (found: { readonly core: Core; readonly chat: Chat }) => Answer,
  ): Answer {
    const [core, chat] = [this.parts.core(), this.parts.chatOf(conversationId)];
    if (core === undefined || chat === undefined) return fail('unknown-conversation');
    return unlessDiskFull(() => act({ core, chat }));
  }
}
