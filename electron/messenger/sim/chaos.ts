import { Dice } from '../../../switch/sim/index.ts';
import type { SimPeople } from './sim-people.ts';
import type { SimPerson } from './sim-person.ts';

/** What two people did in a world where everything goes wrong, and what was promised to them. */
export interface ChaosRecord {
  /** Texts whose sending resolved: they must arrive, once, in this order. */
  readonly promised: Map<SimPerson, string[]>;
  /** Texts whose sender died before it knew: they may be there once, or not. */
  readonly unsure: Set<string>;
  /** Contents of the photos of each album, by its first caption. */
  readonly photos: Map<string, readonly Uint8Array[]>;
}

/** How the two live. */
export interface ChaosOptions {
  readonly deeds: number;
  /** Share of what is written that is an album of photos. */
  readonly albumRatio: number;
}

/** Longest stretch the world goes on between two deeds. */
const STRETCH_MS_MAX = 15_000;
/** Most photos fit one chunk, some take three. */
const PHOTO_BYTES_MAX = 20_000;
const LARGE_PHOTO_BYTES_MAX = 700_000;
const LARGE_RATIO = 0.1;
/** Store calls after which a death strikes at the latest: in the middle of an ingest, of a hello, of a start. */
const DEATH_CALLS_MAX = 60;

/** Does `deeds` things at random moments: writing, reading, dying, starting, losing the network, moving to another one. */
export async function liveInChaos(
  people: SimPeople,
  pair: readonly SimPerson[],
  conv: string,
  options: ChaosOptions,
): Promise<ChaosRecord> {
  const { world } = people;
  const dice = new Dice(world.seed * 7_919);
  const record: ChaosRecord = {
    promised: new Map(pair.map((person) => [person, []])),
    unsure: new Set(),
    photos: new Map(),
  };
  let number = 0;
  for (let deed = 0; deed < options.deeds; deed++) {
    const person = pair[dice.next() % pair.length];
    if (person === undefined) continue;
    if (!person.isRunning) await startAgain(people, person, dice);
    else if (dice.chance(0.6)) {
      for (let left = 1 + (dice.next() % 5); left > 0; left--) {
        const text = `${person.name} ${number++}`;
        if (dice.chance(options.albumRatio)) await sendAlbum(people, person, conv, text, record, dice);
        else await write(people, person, conv, text, record);
      }
    } else if (dice.chance(0.3)) await readAll(people, person, conv);
    else if (dice.chance(0.4)) person.killAfterCalls(dice.next() % DEATH_CALLS_MAX);
    else if (dice.chance(0.3)) person.kill();
    else if (dice.chance(0.3)) await stop(people, person);
    // Only one of them moves: two who both lose their address have no way back to each other without a DHT.
    else if (dice.chance(0.5) && person === pair[0]) person.switches.node?.moveTo(world.freshPath());
    else cutForAWhile(pair, people, dice);
    await world.runForAsync(dice.chance(0.3) ? dice.between(0, 50) : dice.between(0, STRETCH_MS_MAX));
  }
  return record;
}

/** Nothing goes wrong any more, and everybody is there. */
export async function comeToRest(people: SimPeople, pair: readonly SimPerson[]): Promise<void> {
  const { faults } = people.world;
  faults.lossRatio = 0;
  faults.duplicateRatio = 0;
  for (const person of pair) {
    // One that was to die does so first, so that nobody dies of it later.
    if (person.isRunning) person.kill();
    await people.finish(person.start());
  }
}

async function startAgain(people: SimPeople, person: SimPerson, dice: Dice): Promise<void> {
  await people.finish(person.start());
  if (dice.chance(0.2)) person.killAfterCalls(dice.next() % DEATH_CALLS_MAX);
}

async function write(
  people: SimPeople,
  person: SimPerson,
  conv: string,
  text: string,
  record: ChaosRecord,
): Promise<void> {
  if (!person.isRunning) return;
  try {
    const sent = await people.finish(person.messenger.sendText(conv, text));
    if (sent.ok) record.promised.get(person)?.push(text);
  } catch {
    record.unsure.add(text); // it died in the middle of this
  }
}

async function sendAlbum(
  people: SimPeople,
  person: SimPerson,
  conv: string,
  caption: string,
  record: ChaosRecord,
  dice: Dice,
): Promise<void> {
  if (!person.isRunning) return;
  const files = Array.from({ length: 1 + (dice.next() % 3) }, () => pngOf(dice, photoBytes(dice)));
  record.photos.set(caption, files);
  try {
    const items: { stagedId: string; caption: string }[] = [];
    for (const [index, file] of files.entries()) {
      const staged = await people.finish(person.messenger.stagePhoto('photo.png', file));
      if (!staged.ok) throw new Error(staged.error);
      items.push({ stagedId: staged.value.stagedId, caption: index === 0 ? caption : '' });
    }
    const sent = await people.finish(person.messenger.sendAlbum(conv, items));
    if (sent.ok) record.promised.get(person)?.push(caption);
    else throw new Error(sent.error);
  } catch {
    record.unsure.add(caption); // it died in the middle of this
  }
}

function photoBytes(dice: Dice): number {
  return dice.next() % (dice.chance(LARGE_RATIO) ? LARGE_PHOTO_BYTES_MAX : PHOTO_BYTES_MAX);
}

/** The header of a picture, and noise: what a store and a line make of a photo. */
export function pngOf(dice: Dice, length: number): Uint8Array {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452000004000000030008060000', 'hex');
  return new Uint8Array(Buffer.concat([header, dice.bytes(length)]));
}

async function stop(people: SimPeople, person: SimPerson): Promise<void> {
  try {
    await people.finish(person.stop());
  } catch {
    person.kill(); // it died in the middle of this
  }
}

async function readAll(people: SimPeople, person: SimPerson, conv: string): Promise<void> {
  try {
    const newest = (await people.finish(person.messages(conv))).at(-1);
    if (newest !== undefined) await people.finish(person.messenger.markRead(conv, { t: newest.t, id: newest.id }));
  } catch {
    // it died in the middle of this; what it read is unread again
  }
}

function cutForAWhile(pair: readonly SimPerson[], people: SimPeople, dice: Dice): void {
  const [a, b] = pair.map((person) => person.switches.node?.path.ip);
  if (a === undefined || b === undefined) return;
  const { network } = people.world;
  network.cut(a, b);
  people.world.at(people.world.nowMs + dice.between(1_000, 90_000), () => network.mend(a, b));
}
