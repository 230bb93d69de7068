import { z } from 'zod';
import { NOTICE_REST_MS } from './limits.ts';
import type { NoticeView } from './views/upkeep-views.ts';

export type NoticeName = NoticeView['name'];

export interface NoticesParts {
  readonly onChange: (notices: readonly NoticeView[]) => void;
  readonly wallMs: () => number;
  /** What was put away in earlier runs, and since when. */
  readonly read: (name: NoticeName) => Promise<string | undefined>;
  readonly write: (name: NoticeName, dismissal: string) => Promise<void>;
}

/** When it was put away, and what it said then: something else under the same name is news. */
const DismissalShape = z.strictObject({ atMs: z.number(), said: z.string() });
type Dismissal = Readonly<z.output<typeof DismissalShape>>;

/**
 * What the person should know and can act on: one of each name, in the order in which they came up. What was put away is
 * kept from them for a while, over restarts too, until it says something else or, having gone away, comes back.
 */
export class Notices {
  private readonly byName = new Map<NoticeName, NoticeView>();
  private readonly dismissals = new Map<NoticeName, Dismissal>();

  constructor(private readonly parts: NoticesParts) {}

  /** Reads what was put away; before it, nothing is set. */
  async start(names: readonly NoticeName[]): Promise<void> {
    for (const name of names) {
      const dismissal = readDismissal(await this.parts.read(name));
      if (dismissal !== undefined) this.dismissals.set(name, dismissal);
    }
  }

  /** Those that are shown. */
  all(): readonly NoticeView[] {
    return [...this.byName.values()].filter((notice) => !this.isDismissed(notice));
  }

  set(notice: NoticeView): void {
    if (JSON.stringify(this.byName.get(notice.name)) === JSON.stringify(notice)) return;
    this.byName.set(notice.name, notice);
    if (!this.isDismissed(notice)) this.tell();
  }

  /** It is over: should it come back, that is news. */
  clear(name: NoticeName): void {
    const notice = this.byName.get(name);
    if (notice === undefined) return;
    const wasShown = !this.isDismissed(notice);
    this.byName.delete(name);
    this.dismissals.delete(name);
    if (wasShown) this.tell();
  }

  /** The person has read it and put it away. Resolves once that is on disk. */
  async dismiss(name: NoticeName): Promise<void> {
    const notice = this.byName.get(name);
    if (notice === undefined) return;
    const dismissal: Dismissal = { atMs: this.parts.wallMs(), said: JSON.stringify(notice) };
    this.dismissals.set(name, dismissal);
    this.tell();
    await this.parts.write(name, JSON.stringify(dismissal));
  }

  private isDismissed(notice: NoticeView): boolean {
    const dismissal = this.dismissals.get(notice.name);
    if (dismissal === undefined || dismissal.said !== JSON.stringify(notice)) return false;
    const restedMs = this.parts.wallMs() - dismissal.atMs;
    return restedMs >= 0 && restedMs < NOTICE_REST_MS; // a clock set back must not hide it for years
  }

  private tell(): void {
    this.parts.onChange(this.all());
  }
}

function readDismissal(text: string | undefined): Dismissal | undefined {
  if (text === undefined) return undefined;
  try {
    return DismissalShape.parse(JSON.parse(text));
  } catch {
    return undefined; // not ours: the notice is shown
  }
}
