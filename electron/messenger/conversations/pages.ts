import { fail, ok, type Result } from '../../../switch/index.ts';
import type { EventRow } from '../../storage/index.ts';
import type { PagesApi } from '../api/conversations-api.ts';
import type { Core } from '../core.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import type { Place } from '../messenger.ts';
import type { PageView } from '../views/conversation-views.ts';
import type { MessageView } from '../views/message-views.ts';
import type { Chat } from './chat.ts';

export interface PagesParts {
  readonly core: () => Core | undefined;
  readonly chatOf: (conv: string) => Chat | undefined;
}

interface Found {
  readonly core: Core;
  readonly chat: Chat;
}

/** Place before every event of this millisecond: no id is lower. */
const placeAt = (t: number): Place => ({ t, id: '0'.repeat(64) });

/** Pages of a conversation from anywhere in it: around a message, at a date, at the first unread one, after a place. */
export class Pages implements PagesApi {
  constructor(private readonly parts: PagesParts) {}

  async after(conversationId: string, place: Place, limit: number) {
    return this.on(conversationId, async (found) => {
      const rows = await found.core.store.events.pageAfter(conversationId, place, bounded(limit) + 1);
      const shown = rows.slice(0, bounded(limit));
      return ok(await pageOf(found, shown, { hasOlder: true, hasNewer: rows.length > shown.length }));
    });
  }

  async around(conversationId: string, messageId: string, limit: number) {
    return this.on(conversationId, async (found) => {
      const row = await found.chat.conversation.shown.find(messageId);
      if (row?.t === undefined) return fail('unknown-message' as const);
      return ok(await around(found, { t: row.t, id: row.id }, limit));
    });
  }

  async atDate(conversationId: string, atMs: number, limit: number) {
    return this.on(conversationId, async (found) => ok(await around(found, placeAt(atMs), limit)));
  }

  async firstUnread(conversationId: string, limit: number) {
    return this.on(conversationId, async (found) => {
      const place = await found.chat.conversation.reading.firstUnread();
      return ok({ place, page: place === undefined ? undefined : await around(found, place, limit) });
    });
  }

  async gallery(conversationId: string, kind: 'album' | 'file' | 'voice', before: Place | undefined, limit: number) {
    return this.on(conversationId, async ({ core, chat }) => {
      const rows = await core.store.events.pageOfKinds(conversationId, [kind], before, bounded(limit) + 1);
      const messages = await chat.conversation.shown.views(rows.slice(-bounded(limit)));
      return ok({ months: byMonth([...messages].reverse()), hasOlder: rows.length > bounded(limit) });
    });
  }

  private async on<T, P extends 'unknown-message' = never>(
    conversationId: string,
    act: (found: Found) => Promise<Result<T, P>>,
  ): Promise<Result<T, P | 'unknown-conversation'>> {
    const [core, chat] = [this.parts.core(), this.parts.chatOf(conversationId)];
    return core === undefined || chat === undefined ? fail('unknown-conversation') : act({ core, chat });
  }
}

/** Half of it before the place, the rest from it on; where one side has too few, the other gets what is left. */
async function around(found: Found, place: Place, limit: number): Promise<PageView> {
  const { conv } = found.chat.conversation;
  const { events } = found.core.store;
  const count = bounded(limit);
  const before = await events.page(conv, place, count + 1);
  const after = await events.pageFrom(conv, place, count + 1);
  const half = Math.floor(count / 2);
  const olderCount = Math.min(before.length, Math.max(half, count - after.length));
  const older = olderCount === 0 ? [] : before.slice(-olderCount);
  const newer = after.slice(0, count - older.length);
  return pageOf(found, [...older, ...newer], {
    hasOlder: before.length > older.length,
    hasNewer: after.length > newer.length,
  });
}

async function pageOf(
  { chat }: Found,
  rows: readonly EventRow[],
  more: Pick<PageView, 'hasOlder' | 'hasNewer'>,
): Promise<PageView> {
  return { messages: await chat.conversation.shown.views(rows), ...more };
}

function bounded(limit: number): number {
  return Math.max(1, Math.min(limit, PAGE_MESSAGES_MAX));
}

/** By the month of this machine's calendar; the newest first. */
function byMonth(messages: readonly MessageView[]) {
  const months = new Map<string, MessageView[]>();
  for (const message of messages) {
    const date = new Date(message.atMs);
    const month = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
    months.set(month, [...(months.get(month) ?? []), message]);
  }
  return [...months].map(([month, ofMonth]) => ({ month, messages: ofMonth }));
}
