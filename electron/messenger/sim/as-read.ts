import type { EventRow } from '../../storage/index.ts';
import { EDIT_KIND, effectsOn, REACT_KIND } from '../conversations/effects.ts';
import { readText, TEXT_KIND } from '../conversations/text-body.ts';
import { compareOrder } from '../log/causal-order.ts';
import type { MessageView, ReactionView } from '../views/message-views.ts';
import { ownFromT } from './own-time.ts';
import type { SimPerson } from './sim-person.ts';

const CHANGING_KINDS = [EDIT_KIND, REACT_KIND];

/**
 * What a member who was let in again without the past shows of the messages that they read in an earlier stay: edits and
 * reactions of the time between came to them without their bodies (WIRE.md "Groups", `from`). All others must count.
 */
export async function asReadBy(
  late: SimPerson,
  full: SimPerson,
  conv: string,
): Promise<(message: MessageView) => MessageView> {
  const withheld = await withheldFrom(late, conv);
  const targets = new Map((await full.storedEvents(conv, [TEXT_KIND, 'album'])).map((row) => [row.id, row]));
  const changes = (await full.storedEvents(conv, CHANGING_KINDS)).filter(isPlaced).sort(compareOrder);
  return (message) => {
    const target = targets.get(message.id);
    const about = changes.filter(({ of }) => of === message.id);
    const isSame = target === undefined || !about.some(({ id }) => withheld.has(id));
    if (isSame || message.content.kind === 'gone') return message;
    const readable = about.filter(({ id }) => !withheld.has(id));
    return changedBy(message, target, readable);
  };
}

/** Changes that are there without their bodies, and are older than what they may read. */
async function withheldFrom(late: SimPerson, conv: string): Promise<ReadonlySet<string>> {
  const fromT = await ownFromT(late, conv);
  const changes = await late.storedEvents(conv, CHANGING_KINDS);
  const bodyless = changes.filter((row) => row.body === undefined && isPlaced(row) && row.t < fromT);
  return new Set(bodyless.map(({ id }) => id));
}

function changedBy(message: MessageView, target: EventRow, about: readonly EventRow[]): MessageView {
  const { edits, reactions } = effectsOn(
    target,
    about,
    () => false,
    (device) => device,
  );
  const text = edits.at(-1)?.text ?? (target.body && readText(target.body)) ?? '';
  const content = message.content.kind === 'text' ? { ...message.content, text } : message.content;
  return { ...message, content, reactions: countsOf(reactions.map(({ emoji }) => emoji)) };
}

function countsOf(emojis: readonly string[]): readonly ReactionView[] {
  return [...new Set(emojis)].map((emoji) => ({
    emoji,
    count: emojis.filter((one) => one === emoji).length,
    isMine: false,
    names: [],
  }));
}

function isPlaced(row: EventRow): row is EventRow & { readonly t: number } {
  return row.t !== undefined;
}
