import type { ConversationView, MessageView } from '../index.ts';
import { befriend, type Headless, Refused } from './headless.ts';
import { newPhoto } from './photo-files.ts';
import { seededDice } from './seeded-dice.ts';
import { World } from './world.ts';

/**
 * `npm run test:soak -- MINUTES`: two messengers, and five in a group, talk at random for so long, all at the same time. Ends with 1 if
 * the memory of one grows: the first third is warming up, after it the line through the samples must stay below SLOPE_MB_MAX in all.
 */
const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) throw new Error('npm run test:soak -- MINUTES');

/** Pause of one person between two doings: a busy chat. */
const REST_MS = 250;
const SAMPLE_MS = 2_000;
/** What the measured two thirds may add: garbage of several rounds more or less. */
const SLOPE_MB_MAX = 25;
const PHOTO_EDGE_PX = 600;
const PHOTOS = 10;
const MB = 1_048_576;

interface Talker {
  readonly who: Headless;
  readonly conversation: string;
}
interface Sample {
  readonly atMs: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

const world = new World();
const dice = seededDice('soak');
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await world.remove();
}

async function soak(): Promise<boolean> {
  const photos = await Promise.all(
    Array.from({ length: PHOTOS }, (_, at) => newPhoto(world.folder, `photo-${at}`, PHOTO_EDGE_PX)),
  );
  const talkers = [...(await couple()), ...(await group())];
  const samples = new Map<Headless, Sample[]>(talkers.map(({ who }) => [who, []]));
  const startedAtMs = performance.now();
  const isOver = () => performance.now() - startedAtMs > minutes * 60_000;
  const doings = { count: 0 };
  await Promise.all([
    ...talkers.map((talker) => talk(talker, photos, isOver, doings)),
    ...talkers.map(({ who }) => sample(who, samples.get(who) ?? [], startedAtMs, isOver)),
  ]);
  console.log(`${doings.count} doings in ${minutes} minutes`);
  return talkers.map(({ who }) => judge(who, samples.get(who) ?? [])).every((isFlat) => isFlat);
}

async function couple(): Promise<Talker[]> {
  const [a, b] = [await world.person('two-a'), await world.person('two-b')];
  const conversation = await befriend(a, b);
  return [a, b].map((who) => ({ who, conversation }));
}

async function group(): Promise<Talker[]> {
  const people = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => world.person(`five-${name}`)));
  const [first, ...others] = people;
  if (first === undefined) throw new Error('nobody');
  const persons: string[] = [];
  for (const other of others) {
    await befriend(first, other);
    persons.push((await other.ask<{ profile: { hashname: string } }>('profile')).profile.hashname);
  }
  const { conversationId } = await first.ask<{ conversationId: string }>('createGroup', { title: 'Soak', persons });
  const stateIs = async (who: Headless, is: (group: ConversationView['group']) => boolean) =>
    is((await who.conversation(conversationId))?.group);
  for (const who of others) {
    await who.until('the invitation', () => stateIs(who, (group) => group?.state === 'invited'));
    await who.ask('answerGroup', { conversation: conversationId, yes: true });
  }
  for (const who of people) await who.until('being in', () => stateIs(who, (group) => group?.state === 'member'));
  return people.map((who) => ({ who, conversation: conversationId }));
}

async function talk(talker: Talker, photos: readonly string[], isOver: () => boolean, doings: { count: number }) {
  while (!isOver()) {
    await doSomething(talker, photos, doings.count).catch((error: unknown) => {
      if (!(error instanceof Refused) || error.problem === 'gone') throw error; // somebody deleted it meanwhile
    });
    doings.count += 1;
    await rest(REST_MS);
  }
}

async function doSomething({ who, conversation }: Talker, photos: readonly string[], n: number): Promise<void> {
  const { messages } = await who.ask<{ messages: MessageView[] }>('messages', { conversation, limit: 20 });
  const any = messages[dice(Math.max(1, messages.length))];
  const mine = messages.find(({ isMine, content }) => isMine && content.kind === 'text');
  const last = messages.at(-1);
  const what = dice(100);
  if (what < 60 || any === undefined) await who.ask('say', { conversation, text: `${who.name} says ${n}` });
  else if (what < 68) await who.ask('reply', { conversation, to: any.id, text: `to that: ${n}` });
  else if (what < 76) await who.ask('react', { conversation, message: any.id, emoji: '👍' });
  else if (what < 84 && mine) await who.ask('edit', { conversation, message: mine.id, text: `better ${n}` });
  else if (what < 88 && mine) await who.ask('delete', { conversation, message: mine.id, forAll: true });
  else if (what < 98 && last) await who.ask('read', { conversation, upTo: { t: last.t, id: last.id } });
  else await who.ask('photos', { conversation, photos: [{ file: photos[dice(photos.length)] ?? '' }] });
}

async function sample(who: Headless, samples: Sample[], startedAtMs: number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { rssBytes, heapBytes } = await who.ask<{ rssBytes: number; heapBytes: number }>('stats');
    samples.push({ atMs: performance.now() - startedAtMs, rssMb: rssBytes / MB, heapMb: heapBytes / MB });
    await rest(SAMPLE_MS);
  }
}

function judge(who: Headless, samples: readonly Sample[]): boolean {
  const measured = samples.slice(Math.floor(samples.length / 3));
  const first = measured[0];
  const last = measured.at(-1);
  if (first === undefined || last === undefined) return false;
  const perMs = slope(measured.map(({ atMs, rssMb }) => [atMs, rssMb]));
  const grownMb = perMs * (last.atMs - first.atMs);
  const highestMb = Math.max(...samples.map(({ rssMb }) => rssMb));
  const isFlat = grownMb < SLOPE_MB_MAX;
  const parts = [
    who.name.padEnd(8),
    `rss ${first.rssMb.toFixed(0)} to ${last.rssMb.toFixed(0)} MB, highest ${highestMb.toFixed(0)}`,
    `heap ${last.heapMb.toFixed(0)} MB`,
    `slope ${(perMs * 3_600_000).toFixed(1)} MB an hour`,
    isFlat ? 'flat' : 'GROWS',
  ];
  console.log(parts.join(', '));
  return isFlat;
}

/** Of the straight line nearest to these points. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
