import { afterEach, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../../switch/testing/full-run.ts';
import type { MessageView } from '../index.ts';
import { befriend, type Headless, Refused } from './headless.ts';
import { keptIn } from './kept.ts';
import { newPhoto } from './photo-files.ts';
import { seededDice } from './seeded-dice.ts';
import { World } from './world.ts';

/** Kills in all; each second one hits the other side. */
const KILLS = IS_FULL_RUN ? 200 : 30;
/** Texts of each side in one burst. */
const BURST = 12;
/** In each so many rounds a photo is under way too; its edge makes some chunks. */
const PHOTO_EVERY = 5;
const PHOTO_EDGE_PX = 1_600;
const TEST_MS_MAX = IS_FULL_RUN ? 1_800_000 : 240_000;

let world = new World();
afterEach(async () => {
  await world.remove();
  world = new World();
});

/** What one side was asked to say, and what it answered for. */
class Spoken {
  readonly asked = new Set<string>();
  readonly acknowledged = new Set<string>();

  constructor(
    readonly who: Headless,
    private readonly conversation: string,
  ) {}

  /** `acknowledged`: the messenger answered, so it is on its disk. */
  async say(text: string): Promise<void> {
    this.asked.add(text);
    await this.settle(text, this.who.ask('say', { conversation: this.conversation, text }));
  }

  async show(file: string, caption: string): Promise<void> {
    this.asked.add(caption);
    await this.settle(
      caption,
      this.who.ask('photos', { conversation: this.conversation, photos: [{ file, caption }] }),
    );
  }

  /** The newest texts it has. */
  async heard(): Promise<readonly string[]> {
    const { messages } = await this.who.ask<{ messages: MessageView[] }>('messages', {
      conversation: this.conversation,
    });
    return messages.map(textOf);
  }

  /** A messenger that is killed answers nothing more; any other refusal is a failure. */
  private async settle(text: string, answer: Promise<unknown>): Promise<void> {
    try {
      await answer;
      this.acknowledged.add(text);
    } catch (error) {
      if (!(error instanceof Refused && error.problem === 'gone')) throw error;
    }
  }
}

function textOf({ content }: MessageView): string {
  if (content.kind === 'text') return content.text;
  return content.kind === 'album' ? (content.photos[0]?.caption ?? '') : content.kind;
}

const isWhole = ({ content }: MessageView) =>
  content.kind !== 'album' || content.photos.every((photo) => photo.isWhole);

test(`killed ${KILLS} times in the middle of bursts and photos, both are equal in the end`, {
  timeout: TEST_MS_MAX,
}, async () => {
  const dice = seededDice('killed');
  const [alice, bob] = [await world.person('alice'), await world.person('bob')];
  const conversation = await befriend(alice, bob);
  const sides = [new Spoken(alice, conversation), new Spoken(bob, conversation)] as const;
  for (let round = 0; round < KILLS; round++) {
    const [victim, other] = round % 2 === 0 ? sides : [sides[1], sides[0]];
    const speaking: Promise<void>[] = [];
    if (round % PHOTO_EVERY === 0) {
      const file = await newPhoto(world.folder, `photo-${round}`, PHOTO_EDGE_PX);
      const sent = dice(2) === 0 ? victim.show(file, `photo ${round}`) : other.show(file, `photo ${round}`);
      speaking.push(sent);
      await sent; // its bytes are under way from here on
    }
    const burst = Array.from({ length: BURST }, (_, at) => victim.say(`${victim.who.name} ${round} ${at}`));
    speaking.push(...burst, ...Array.from({ length: BURST }, (_, at) => other.say(`${other.who.name} ${round} ${at}`)));
    await burst[dice(BURST)];
    await victim.who.kill();
    await Promise.all(speaking);
    await victim.who.start(); // throws if the store does not open
    await other.say(`round ${round}`);
    await victim.who.until('the other side', async () => (await victim.heard()).includes(`round ${round}`));
  }
  await expectEqual(sides, conversation);
});

async function expectEqual(sides: readonly [Spoken, Spoken], conversation: string): Promise<void> {
  const acknowledged = sides.flatMap((side) => [...side.acknowledged]);
  const asked = new Set(sides.flatMap((side) => [...side.asked]));
  for (const { who } of sides) {
    const messages = await who.until('everything', async () => {
      const found = await who.messages(conversation);
      const here = new Set(found.map(textOf));
      const isDone = (message: MessageView) =>
        isWhole(message) && !['waiting', 'arriving'].includes(message.delivery.name);
      return acknowledged.every((text) => here.has(text)) && found.every(isDone) && found;
    });
    const texts = messages.map(textOf);
    expect(new Set(texts).size, `${who.name} has one twice`).toBe(texts.length);
    expect(texts.filter((text) => !asked.has(text))).toEqual([]);
  }
  for (const { who } of sides) expect(await who.stop()).toBe(0);
  const [one, two] = await Promise.all([
    keptIn(sides[0].who.folder, conversation),
    keptIn(sides[1].who.folder, conversation),
  ]);
  expect(one.events.length).toBeGreaterThanOrEqual(acknowledged.length);
  expect(two).toEqual(one);
  expect(Object.values(one.blobs)).not.toContain('missing');
}
