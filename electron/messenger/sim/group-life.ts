import type { Result } from '../../../switch/index.ts';
import { Dice } from '../../../switch/sim/index.ts';
import type { GroupView } from '../views/conversation-views.ts';
import type { MessageView } from '../views/message-views.ts';
import { pngOf } from './chaos.ts';
import type { SimPeople } from './sim-people.ts';
import type { SimPerson } from './sim-person.ts';

/** What somebody said in the group, as far as the test knows. */
export interface Said {
  readonly by: SimPerson;
  /** No other message ever has it. */
  readonly text: string;
  /** Undefined: its author died before they knew. It may be there once, or not. */
  readonly id: string | undefined;
}

/** What was done, and what can be expected of it. */
export interface GroupRecord {
  readonly said: Said[];
  /** Messages that somebody wanted deleted for everybody; `isSure`: and knows that it was said. */
  readonly deleted: { readonly by: SimPerson; readonly id: string; readonly isSure: boolean }[];
  /** Their disk was put back once: what they alone knew is lost. */
  readonly rolledBack: Set<SimPerson>;
  /** They were taken out or left at some time: what they said then may not count. */
  readonly unsteady: Set<SimPerson>;
  /** Added so that they don't read what was said before. */
  readonly latecomers: Set<SimPerson>;
  /** Have marked something as read. */
  readonly readers: Set<SimPerson>;
}

const STRETCH_MS_MAX = 12_000;
const DEATH_CALLS_MAX = 80;
const PARTITION_MS_MAX = 60_000;
const HOUR_MS = 3_600_000;
/** Clocks that are right, a little wrong, a year wrong, years wrong. */
const SKEWS_MS = [0, 0, 0, HOUR_MS, -HOUR_MS, 366 * 24 * HOUR_MS, -366 * 24 * HOUR_MS, 3 * 366 * 24 * HOUR_MS];
const EMOJIS = ['👍', '❤️', '😂', ''];

/** People who live in one group in a world where everything goes wrong; every deed is drawn from the seed. */
export class GroupLife {
  readonly record: GroupRecord = {
    said: [],
    deleted: [],
    rolledBack: new Set(),
    unsteady: new Set(),
    latecomers: new Set(),
    readers: new Set(),
  };
  /** What was done, for who looks into a world that failed. */
  readonly deeds: string[] = [];
  private readonly dice: Dice;
  private number = 0;
  private isSplit = false;
  /** Who left is not rolled back: they would be members again in their own eyes, and nobody speaks with them of the group. */
  private readonly leavers = new Set<SimPerson>();

  constructor(
    private readonly people: SimPeople,
    readonly persons: readonly SimPerson[],
    readonly conv: string,
    private readonly areAllContacts: boolean,
  ) {
    this.dice = new Dice(people.world.seed * 7_919 + 1);
  }

  async live(deeds: number): Promise<void> {
    const { dice, people } = this;
    for (const person of this.persons) person.clockSkewMs = this.one(SKEWS_MS);
    for (let deed = 0; deed < deeds; deed++) {
      const person = this.one(this.persons);
      if (person.isRunning) await this.deed(person);
      else await this.startAgain(person);
      await people.world.runForAsync(dice.chance(0.4) ? dice.between(0, 50) : dice.between(0, STRETCH_MS_MAX));
    }
  }

  /** Nothing goes wrong any more, and everybody is there. */
  async heal(): Promise<void> {
    const { people } = this;
    people.world.faults.lossRatio = 0;
    people.world.faults.duplicateRatio = 0;
    this.mendAll();
    for (const person of this.persons) {
      if (person.isRunning) person.kill(); // one that was to die does so now, and not later
      await people.finish(person.start());
    }
  }

  /** Everybody who is invited says yes. */
  async answerAll(): Promise<void> {
    for (const person of this.persons) await this.answer(person);
  }

  private async deed(person: SimPerson): Promise<void> {
    const { dice } = this;
    await this.answer(person);
    const isHere = person.isRunning && (await groupOf(person, this.conv)) !== undefined;
    if (!isHere) return; // nobody has added them yet
    if (dice.chance(0.55)) return this.write(person);
    if (dice.chance(0.35)) return this.govern(person);
    if (dice.chance(0.35)) return this.split();
    if (dice.chance(0.2)) return this.read(person);
    if (dice.chance(0.5)) return person.killAfterCalls(dice.next() % DEATH_CALLS_MAX);
    if (dice.chance(0.5)) {
      this.note(person, 'is killed');
      return person.kill();
    }
    return this.rest(person);
  }

  private async write(person: SimPerson): Promise<void> {
    const { dice } = this;
    for (let left = 1 + (dice.next() % 3); left > 0 && person.isRunning; left--) {
      if (dice.chance(0.5)) await this.say(person);
      else if (dice.chance(0.1)) await this.sendAlbum(person);
      else await this.change(person);
    }
  }

  private async say(person: SimPerson): Promise<void> {
    const text = `${person.name} ${this.number++}`;
    const sent = await this.tried(person, 'says something', () => person.messenger.sendText(this.conv, text));
    if (sent === undefined) this.record.said.push({ by: person, text, id: undefined });
    else if (sent.ok) this.record.said.push({ by: person, text, id: sent.value.message.id });
  }

  private async sendAlbum(person: SimPerson): Promise<void> {
    const caption = `${person.name} ${this.number++}`;
    const staged = await this.tried(person, 'stages a photo', () =>
      person.messenger.stagePhoto('photo.png', pngOf(this.dice, 9_000)),
    );
    if (staged?.ok !== true || !person.isRunning) return;
    const item = { stagedId: staged.value.stagedId, caption };
    const sent = await this.tried(person, 'sends an album', () => person.messenger.sendAlbum(this.conv, [item]));
    if (sent?.ok === true) this.record.said.push({ by: person, text: caption, id: sent.value.message.id });
  }

  /** Edits, deletes, answers or gives a smile to some message in view. */
  private async change(person: SimPerson): Promise<void> {
    const { dice, conv } = this;
    const inView = (await this.tried(person, 'looks', () => person.messages(conv))) ?? [];
    const messages = inView.filter(({ content }) => content.kind === 'text');
    if (messages.length === 0 || !person.isRunning) return;
    const message = this.one(messages);
    const api = person.messenger.messages;
    if (dice.chance(0.4)) await this.tried(person, 'reacts', () => api.react(conv, message.id, this.one(EMOJIS)));
    else if (dice.chance(0.4))
      await this.tried(person, 'edits', () => api.edit(conv, message.id, `${textOf(message)}+${this.number++}`));
    else if (dice.chance(0.4)) await this.reply(person, message);
    else {
      const done = await this.tried(person, 'deletes', () => api.deleteForAll(conv, message.id));
      if (done?.ok !== false) this.record.deleted.push({ by: person, id: message.id, isSure: done !== undefined });
    }
  }

  private async reply(person: SimPerson, to: MessageView): Promise<void> {
    const text = `${person.name} ${this.number++}`;
    const sent = await this.tried(person, 'answers', () => person.messenger.messages.reply(this.conv, to.id, text));
    if (sent === undefined) this.record.said.push({ by: person, text, id: undefined });
    else if (sent.ok) this.record.said.push({ by: person, text, id: sent.value.message.id });
  }

  /** Adds, removes, makes an admin, renames, or leaves. */
  private async govern(person: SimPerson): Promise<void> {
    const { dice, conv, record } = this;
    const group = await groupOf(person, conv);
    if (group?.state !== 'member') return;
    const api = person.messenger.groups;
    const other = this.one(this.persons.filter((one) => one !== person));
    if (dice.chance(0.12) && this.mayGo(person)) {
      record.unsteady.add(person);
      this.leavers.add(person);
      await this.tried(person, 'leaves', () => api.leave(conv));
    } else if (!group.isAdmin) return;
    else if (dice.chance(0.3)) {
      const isLate = dice.chance(0.4);
      if (isLate) record.latecomers.add(other);
      await this.tried(person, `adds ${other.name}`, () => api.add(conv, [other.device], !isLate));
    } else if (dice.chance(0.4))
      await this.tried(person, `makes an admin or not of ${other.name}`, () =>
        api.setAdmin(conv, other.device, dice.chance(0.7)),
      );
    else if (dice.chance(0.6) && this.mayGo(other)) {
      record.unsteady.add(other);
      await this.tried(person, `removes ${other.name}`, () => api.remove(conv, other.device));
    } else await this.tried(person, 'renames', () => api.rename(conv, `Family ${this.number++}`));
  }

  /** Who is the only contact of some members stays: there is no DHT here by which these would find the others. */
  private mayGo(person: SimPerson): boolean {
    return this.areAllContacts || person !== this.persons[0];
  }

  private async answer(person: SimPerson): Promise<void> {
    if (!person.isRunning || (await groupOf(person, this.conv))?.state !== 'invited') return;
    await this.tried(person, 'joins', () => person.messenger.groups.answer(this.conv, true));
  }

  private async read(person: SimPerson): Promise<void> {
    this.record.readers.add(person);
    const newest = (await this.tried(person, 'looks', () => person.messages(this.conv)))?.at(-1);
    if (newest === undefined || !person.isRunning) return;
    await this.tried(person, 'reads', () => person.messenger.markRead(this.conv, { t: newest.t, id: newest.id }));
  }

  /** Stops in order; sometimes its disk is copied then, and sometimes it wakes up with an older one. */
  private async rest(person: SimPerson): Promise<void> {
    await this.tried(person, 'stops', () => person.stop());
    if (person.isRunning) person.kill();
    if (this.dice.chance(0.4)) person.copyDisk();
    else if (this.dice.chance(0.5) && !this.leavers.has(person) && person.rollBack()) {
      this.record.rolledBack.add(person);
      this.note(person, 'is rolled back');
    }
  }

  private async startAgain(person: SimPerson): Promise<void> {
    if (this.dice.chance(0.2)) person.clockSkewMs = this.one(SKEWS_MS);
    await this.people.finish(person.start());
    this.note(person, 'starts');
    if (this.dice.chance(0.2)) person.killAfterCalls(this.dice.next() % DEATH_CALLS_MAX);
  }

  /** Two or three sides that don't hear each other for a while. */
  private split(): void {
    if (this.isSplit) return;
    this.isSplit = true;
    const sideCount = 2 + (this.dice.next() % 2);
    const sides = new Map(this.persons.map((person) => [person, this.dice.next() % sideCount]));
    this.eachPair((a, b, ipA, ipB) => {
      if (sides.get(a) !== sides.get(b)) this.people.world.network.cut(ipA, ipB);
    });
    this.deeds.push(`${Math.round(this.people.world.nowMs)} split ${[...sides.values()].join('')}`);
    const untilMs = this.people.world.nowMs + this.dice.between(5_000, PARTITION_MS_MAX);
    this.people.world.at(untilMs, () => this.mendAll());
  }

  private mendAll(): void {
    this.isSplit = false;
    this.eachPair((_a, _b, ipA, ipB) => this.people.world.network.mend(ipA, ipB));
  }

  private eachPair(use: (a: SimPerson, b: SimPerson, ipA: string, ipB: string) => void): void {
    for (const [index, a] of this.persons.entries()) {
      for (const b of this.persons.slice(index + 1)) {
        const [ipA, ipB] = [a, b].map((person) => person.switches.node?.path.ip);
        if (ipA !== undefined && ipB !== undefined) use(a, b, ipA, ipB);
      }
    }
  }

  /** Undefined: it died in the middle of this. */
  private async tried<T>(who: SimPerson, what: string, act: () => Promise<T>): Promise<T | undefined> {
    const deed = `${Math.round(this.people.world.nowMs)} ${who.name} ${what}`;
    try {
      const done = await this.people.finish(act());
      this.deeds.push(deed);
      return done;
    } catch (error) {
      if (who.isRunning) throw error;
      this.deeds.push(`${deed}, and dies of it`);
      return undefined;
    }
  }

  private note(who: SimPerson, what: string): void {
    this.deeds.push(`${Math.round(this.people.world.nowMs)} ${who.name} ${what}`);
  }

  private one<T>(list: readonly T[]): T {
    const chosen = list[this.dice.next() % list.length];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }
}

export async function groupOf(person: SimPerson, conv: string): Promise<GroupView | undefined> {
  return (await person.messenger.conversations()).find(({ id }) => id === conv)?.group;
}

export function textOf({ content }: MessageView): string {
  if (content.kind === 'text') return content.text;
  return content.kind === 'album' ? (content.photos[0]?.caption ?? '') : content.kind;
}

/** Made by `groups`: a group of all these, the first one made it. */
export async function groupOfAll(people: SimPeople, persons: readonly SimPerson[], invited: number): Promise<string> {
  const [first, ...others] = persons;
  if (first === undefined) throw new Error('nobody');
  const guests = others.slice(0, invited);
  const made = unwrap(
    await people.finish(
      first.messenger.groups.create(
        'Family',
        guests.map((guest) => guest.device),
      ),
    ),
  );
  for (const guest of guests) await people.joinGroup(guest, made.conversationId);
  return made.conversationId;
}

function unwrap<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
