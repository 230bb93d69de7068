import type { EventRow } from '../../storage/index.ts';
import type { BlobStanding } from '../blobs/transfer-view.ts';
import type { DeliveryView, MessageDetailsView, MessageView } from '../views/message-views.ts';
import type { ConversationParts } from './conversation-parts.ts';
import { DELETE_KIND, EDIT_KIND, EFFECT_KINDS, type Effects, effectsOn, NO_EFFECTS } from './effects.ts';
import type { ConversationMarks } from './marks.ts';
import { deliveriesOf, deliveryOf, messageView, type ViewFacts } from './message-view.ts';
import { TEXT_KIND } from './text-body.ts';

/** Kinds after which the words of a message are others, also where it is quoted. */
const REWORDING_KINDS = [EDIT_KIND, DELETE_KIND];
const NO_BLOBS: ReadonlySet<string> = new Set();

/** What the store was asked already, for some events at once. */
interface KnownEffects {
  readonly about: readonly EventRow[];
  readonly forked: readonly string[];
}

/** The events of one conversation as they are shown: with what others said about them since, and how far they have come. */
export class ShownMessages {
  private readonly facts: ViewFacts;

  constructor(
    private readonly parts: ConversationParts,
    marks: ConversationMarks,
  ) {
    const { core } = parts;
    this.facts = {
      isOwn: (device) => core.own.has(device),
      mayChange: (row) => this.mayChange(row),
      marks,
      audience: parts.audience,
      authorOf: parts.authorOf,
      noteOf: parts.noteOf,
      isVoid: parts.isVoid,
      standingOf: (row, blob) => this.standingOf(row, blob),
      storedBy: async (device, blobs) =>
        blobs.length === 0 ? NO_BLOBS : new Set(await core.store.marks.storedBlobs(device, blobs)),
      answersOf: (device, blobs) => core.store.marks.blobAnswers(device, blobs),
    };
  }

  /** An event of this conversation that is a message here: it can be answered, and things can be done with it. */
  async find(id: string): Promise<EventRow | undefined> {
    const row = await this.parts.core.store.events.get(id);
    return row !== undefined && this.isShown(row) ? row : undefined;
  }

  /** A message as it is shown now. */
  async view(row: EventRow): Promise<MessageView> {
    const [message] = await this.views([row]);
    if (message === undefined) throw new Error('an event without a view');
    return message;
  }

  /** Present views of these events, in their order. */
  async views(rows: readonly EventRow[], known?: KnownEffects): Promise<MessageView[]> {
    const answered = await this.answeredBy(rows);
    const all = [...rows, ...answered.values()];
    const { events } = this.parts.core.store;
    const [effects, forkedIds] = await Promise.all([
      known === undefined || answered.size > 0 ? this.effectsOf(all) : this.effectsIn(all, known.about),
      known?.forked ?? events.forked(rows.map((row) => row.id)),
    ]);
    const forked = new Set(forkedIds);
    const on = (row: EventRow) => effects.get(row.id) ?? NO_EFFECTS;
    return Promise.all(
      rows.map((row) => {
        const target = answered.get(row.of ?? '');
        const isForked = forked.has(row.id);
        return messageView(row, { ...on(row), isForked }, target && { row: target, effects: on(target) }, this.facts);
      }),
    );
  }

  async effectsOn(row: EventRow): Promise<Effects> {
    return (await this.effectsOf([row])).get(row.id) ?? NO_EFFECTS;
  }

  deliveryOf(row: EventRow): Promise<DeliveryView> {
    return deliveryOf(row, this.facts);
  }

  /** Of one's own message: how far it is with each of the others. */
  deliveriesOf(row: EventRow): Promise<MessageDetailsView['people']> {
    return deliveriesOf(row, this.facts);
  }

  /** Whether what this person wrote can be changed and taken back from here: in a group only by the device that wrote it. */
  mayChange(row: EventRow): boolean {
    const { core, personOf } = this.parts;
    return core.own.has(row.by) && personOf(row.by) === personOf(core.self);
  }

  /** What is to be shown anew: messages themselves, those that these events are about, and what quotes their words. */
  async changedBy(rows: readonly EventRow[]): Promise<readonly EventRow[]> {
    const targets = new Map<string, EventRow>();
    for (const row of rows) {
      const isEffect = EFFECT_KINDS.includes(row.kind);
      const target = isEffect ? row.of && (await this.find(row.of)) : await this.find(row.id);
      if (target) targets.set(target.id, target);
    }
    const reworded = rows.flatMap((row) =>
      REWORDING_KINDS.includes(row.kind) && row.of !== undefined ? [row.of] : [],
    );
    const answers = reworded.length === 0 ? [] : await this.parts.core.store.events.about(reworded, [TEXT_KIND]);
    for (const row of answers) if (this.isShown(row)) targets.set(row.id, row);
    return [...targets.values()];
  }

  private isShown(row: EventRow): boolean {
    return row.conv === this.parts.conv && row.t !== undefined && row.hidden === 0;
  }

  private async standingOf(row: EventRow, blob: string): Promise<BlobStanding> {
    const { core, withheld } = this.parts;
    const info = await core.blobs.info(blob);
    const isHere = info?.isWhole === true;
    return { info, choice: core.choices.get(blob), withheld: isHere ? undefined : await withheld(row, blob) };
  }

  private async answeredBy(rows: readonly EventRow[]): Promise<ReadonlyMap<string, EventRow>> {
    const ids = rows.flatMap((row) => (row.kind === TEXT_KIND && row.of !== undefined ? [row.of] : []));
    const answered = new Map<string, EventRow>();
    for (const id of new Set(ids)) {
      const row = await this.parts.core.store.events.get(id);
      if (row !== undefined) answered.set(id, row);
    }
    return answered;
  }

  private async effectsOf(rows: readonly EventRow[]): Promise<ReadonlyMap<string, Effects>> {
    if (rows.length === 0) return new Map();
    const about = await this.parts.core.store.events.about(
      rows.map((row) => row.id),
      EFFECT_KINDS,
    );
    return this.effectsIn(rows, about);
  }

  private effectsIn(rows: readonly EventRow[], about: readonly EventRow[]): ReadonlyMap<string, Effects> {
    const { mayDelete, personOf } = this.parts;
    if (about.length === 0) return new Map();
    return new Map(rows.map((row) => [row.id, effectsOn(row, about, mayDelete, personOf)]));
  }
}
