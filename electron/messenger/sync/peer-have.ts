import type { LogTip } from '../../storage/store.ts';
import { LOG_BRANCHES_MAX, SYNC_ENTRIES_MAX } from '../limits.ts';

/**
 * A peer's `have`, which comes in as many frames as it takes. Of logs that are here it is kept whole, of others as much as fits
 * one frame: a peer that makes up logs without end fills no memory. What is left out it is merely sent once more.
 */
export class PeerHave {
  private known: ReadonlySet<string> | undefined;
  private tips: LogTip[] = [];
  private readonly branchCounts = new Map<string, number>();
  private unknownCount = 0;

  constructor(private readonly ownTips: () => Promise<readonly LogTip[]>) {}

  async add(tips: readonly LogTip[]): Promise<void> {
    this.known ??= new Set((await this.ownTips()).map(nameOf));
    for (const tip of tips) {
      const name = nameOf(tip);
      const isKnown = this.known.has(name);
      const branches = this.branchCounts.get(name) ?? 0;
      if (branches >= LOG_BRANCHES_MAX || (!isKnown && this.unknownCount >= SYNC_ENTRIES_MAX)) continue;
      this.branchCounts.set(name, branches + 1);
      if (!isKnown) this.unknownCount += 1;
      this.tips.push(tip);
    }
  }

  /** All of it, and the next one begins. */
  take(): readonly LogTip[] {
    const { tips } = this;
    this.known = undefined;
    this.tips = [];
    this.branchCounts.clear();
    this.unknownCount = 0;
    return tips;
  }
}

function nameOf({ by, log }: LogTip): string {
  return `${by}/${log}`;
}
