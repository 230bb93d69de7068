import type { Place } from '../messenger.ts';
import { writeIfRoom } from '../write-if-room.ts';
import type { ConversationParts } from './conversation-parts.ts';
import { MESSAGE_KINDS } from './known-kinds.ts';
import type { ConversationMarks } from './marks.ts';

/** How far our person has read one conversation, on all their devices, and who is told of it. */
export class Reading {
  /** The highest place that the store was told was seen. */
  private seen: Place | undefined;

  constructor(
    private readonly parts: ConversationParts,
    private readonly marks: ConversationMarks,
    /** The counts may be others now. */
    private readonly onChange: () => void,
  ) {}

  async markRead(upTo: Place): Promise<void> {
    const { core, conv, onRead } = this.parts;
    if (core.settings.of(conv).isMarkedUnread) {
      await core.settings.change(conv, { isMarkedUnread: false });
      this.onChange();
    }
    await this.raiseSeen(upTo);
    const tips = await core.store.events.tipsUpTo(conv, upTo);
    if (!(await this.marks.raiseRead(tips.filter((tip) => !core.own.has(tip.by))))) return;
    onRead();
    this.onChange();
  }

  /** The others are told what was read here, for they may be told again. */
  tellAgain(): void {
    this.parts.onRead();
  }

  /** Place of the first message that nobody of us has read. */
  firstUnread(): Promise<Place | undefined> {
    const { core, conv } = this.parts;
    return core.store.events.firstUnread(conv, core.own.readers(), MESSAGE_KINDS);
  }

  countUnread(): Promise<number> {
    const { core, conv } = this.parts;
    return core.store.events.countUnread(conv, core.own.readers(), MESSAGE_KINDS);
  }

  /** What comes into view below this place from now on is late, also after a restart. */
  private async raiseSeen(place: Place): Promise<void> {
    const { seen } = this;
    if (seen !== undefined && (place.t < seen.t || (place.t === seen.t && place.id <= seen.id))) return;
    this.seen = place;
    const { core, conv } = this.parts;
    await writeIfRoom(core, () => core.store.events.raiseSeen(conv, place));
  }
}
