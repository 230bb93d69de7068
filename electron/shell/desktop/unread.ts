import type { ConversationView } from '../../messenger/index.ts';

/** How much is unread in all conversations together, without those that are muted: what badge and notification area show. */
export class Unread {
  private readonly counts = new Map<string, { readonly count: number; readonly mutedUntilMs: number }>();

  constructor(
    private readonly wallMs: () => number,
    private readonly onTotal: (total: number) => void,
  ) {}

  take(views: readonly ConversationView[]): void {
    for (const { id, unreadCount, isMarkedUnread, isDeleted, mutedUntilMs = 0 } of views) {
      const count = isDeleted ? 0 : Math.max(unreadCount, isMarkedUnread ? 1 : 0);
      this.counts.set(id, { count, mutedUntilMs });
    }
    this.tell();
  }

  forget(conversationId: string): void {
    this.counts.delete(conversationId);
    this.tell();
  }

  total(): number {
    const nowMs = this.wallMs();
    return [...this.counts.values()].reduce((sum, each) => sum + (each.mutedUntilMs > nowMs ? 0 : each.count), 0);
  }

  private told = 0;
  private tell(): void {
    const total = this.total();
    if (total === this.told) return;
    this.told = total;
    this.onTotal(total);
  }
}
