import { basename } from 'node:path';
import type { SavingView } from '../../bridge/contract.ts';
import type { Place } from '../../messenger/index.ts';
import { GALLERY_PAGE_MESSAGES } from '../limits.ts';
import { type Content, type ContentSource, contentsOf, findContent } from './content.ts';
import { saveInto } from './save.ts';

export type What = readonly string[] | 'album' | 'file' | 'voice';

/** Saves many things into one folder, one after the other: one at a time, so that a photo opened meanwhile is not held up. */
export class SaveAll {
  private isStopped = false;
  private isRunning = false;

  constructor(private readonly tell: (saving: SavingView) => void) {}

  get isBusy(): boolean {
    return this.isRunning;
  }

  stop(): void {
    this.isStopped = true;
  }

  /** Resolves when all is done, with the path saved last. */
  async run(source: ContentSource, conversationId: string, what: What, folder: string): Promise<string | undefined> {
    this.isRunning = true;
    this.isStopped = false;
    try {
      return await this.saveEach(await listContents(source, conversationId, what), folder);
    } finally {
      this.isRunning = false;
    }
  }

  private async saveEach(contents: readonly Content[], folder: string): Promise<string | undefined> {
    let [doneCount, missingCount] = [0, 0];
    let last: string | undefined;
    const tell = (state: SavingView['state'], problem?: SavingView['problem']) =>
      this.tell({
        state,
        folder: basename(folder),
        doneCount,
        missingCount,
        totalCount: contents.length,
        ...(problem !== undefined && { problem }),
      });
    for (const content of contents) {
      if (this.isStopped) break;
      tell('running');
      const saved = await saveInto(content, folder, { isStopped: () => this.isStopped });
      if (saved.ok) {
        doneCount += 1;
        last = saved.value;
      } else if (saved.error === 'not-here-yet') missingCount += this.isStopped ? 0 : 1;
      else {
        tell('failed', saved.error);
        return last;
      }
    }
    tell(this.isStopped ? 'stopped' : 'done');
    return last;
  }
}

async function listContents(source: ContentSource, conversationId: string, what: What): Promise<readonly Content[]> {
  if (typeof what !== 'string') {
    const found = await Promise.all(what.map((key) => findContent(source, conversationId, key)));
    return found.filter((content) => content !== undefined);
  }
  const contents: Content[] = [];
  let before: Place | undefined;
  for (;;) {
    const page = await source.pages.gallery(conversationId, what, before, GALLERY_PAGE_MESSAGES);
    const messages = page.ok ? page.value.months.flatMap((month) => month.messages) : [];
    for (const message of messages) {
      for (const { content } of await contentsOf(source, message)) contents.push(content);
    }
    const last = messages.at(-1);
    if (!page.ok || !page.value.hasOlder || last === undefined) return contents;
    before = { t: last.t, id: last.id };
  }
}
