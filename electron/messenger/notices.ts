import type { NoticeView } from './views.ts';

/** What the person should know and can act on: one of each name, in the order in which they came up. */
export class Notices {
  private readonly byName = new Map<NoticeView['name'], NoticeView>();

  constructor(private readonly onChange: (notices: readonly NoticeView[]) => void) {}

  all(): readonly NoticeView[] {
    return [...this.byName.values()];
  }

  set(notice: NoticeView): void {
    if (JSON.stringify(this.byName.get(notice.name)) === JSON.stringify(notice)) return;
    this.byName.set(notice.name, notice);
    this.onChange(this.all());
  }

  clear(name: NoticeView['name']): void {
    if (this.byName.delete(name)) this.onChange(this.all());
  }
}
