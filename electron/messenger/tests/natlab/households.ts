import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryOf, Homes } from '../../../../switch/tests/natlab/homes.ts';
import { insideOf } from '../../../../switch/tests/natlab/lab.ts';
import type { NodeProcess } from '../../../../switch/tests/wire/node-process.ts';
import type { MessageView, TrustState } from '../../index.ts';
import { befriend, Headless } from '../headless.ts';
import { newPhoto } from '../photo-files.ts';

/** The album of the proof (issue 4). */
export const ALBUM_PHOTOS = 20;
/** Straight ways carry some megabytes a second, a bridge 128 kB: an album that lasts long enough to be cut, and not too long. */
export const STRAIGHT_EDGE_PX = 1_000;
export const BRIDGED_EDGE_PX = 400;
/** Through any trouble: doubts, new ways, gaps between attempts that grow to a minute; on a busy machine. */
export const ARRIVAL_MS_MAX = 150_000;

/** Whole messengers on hosts of a laboratory, with a seed in the middle if there is one. */
export class Households {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hashline-households-'));
  readonly #homes = new Homes();
  readonly #people: Headless[] = [];
  #seeds: readonly string[] = [];
  #entries: Record<string, unknown> = {};
  readonly #told = new Map<string, TrustState[]>();
  #started = 0;
  readonly #photos = new Map<number, readonly { file: string; caption: string }[]>();

  async up(...args: readonly string[]): Promise<void> {
    await this.#homes.up(...args);
  }

  /** One that also carries what finds no straight way, unless `args` say something else of it. */
  async startSeed(host: string, args: readonly string[] = ['--bridge']): Promise<NodeProcess> {
    const seed = await this.#homes.start(host, '--seed', ...args);
    Object.assign(this.#entries, await entryOf(seed, host));
    const file = join(this.#folder, 'seeds.json');
    writeFileSync(file, JSON.stringify(this.#entries));
    this.#seeds = ['--seeds', file];
    return seed;
  }

  /** Two contacts, by an invite that went another way. */
  async couple(a: string, b: string): Promise<Couple> {
    const [alice, bob] = await Promise.all([this.start('Alice', a), this.start('Bob', b)]);
    return new Couple(alice, bob, await befriend(alice, bob));
  }

  async start(name: string, host: string): Promise<Headless> {
    const folder = join(this.#folder, `${name}-${this.#started++}`);
    const person = new Headless({ name, folder, via: insideOf(host), args: this.#seeds, onLine: this.#onLine(name) });
    this.#people.push(person);
    await person.start();
    await person.hello(name);
    return person;
  }

  /** The same person, with the seeds that there are by now. */
  async again(name: string, before: Headless, host: string): Promise<Headless> {
    await before.stop();
    const { folder } = before;
    const person = new Headless({ name, folder, via: insideOf(host), args: this.#seeds, onLine: this.#onLine(name) });
    this.#people.push(person);
    await person.start();
    await person.listening();
    return person;
  }

  /** Everything that a person was ever told of the way to somebody, in order. */
  told(name: string): readonly TrustState[] {
    return this.#told.get(name) ?? [];
  }

  #onLine(name: string): (text: string) => void {
    const states: TrustState[] = [];
    this.#told.set(name, states);
    return (text) => {
      const { event, conversation } = JSON.parse(text);
      const state = event === 'conversation' ? conversation?.trust?.state : undefined;
      if (state !== undefined && state !== states.at(-1)) states.push(state);
    };
  }

  /** The same files each time. */
  async album(edgePx: number): Promise<readonly { file: string; caption: string }[]> {
    const known = this.#photos.get(edgePx);
    if (known !== undefined) return known;
    const numbers = Array.from({ length: ALBUM_PHOTOS }, (_, at) => at);
    const photos = await Promise.all(
      numbers.map(async (at) => ({
        file: await newPhoto(this.#folder, `photo-${edgePx}-${at}`, edgePx),
        caption: `photo ${at}`,
      })),
    );
    this.#photos.set(edgePx, photos);
    return photos;
  }

  /** Ends everybody and the laboratory. */
  async down(): Promise<void> {
    await Promise.all(this.#people.splice(0).map((person) => person.kill()));
    await this.#homes.down();
    this.#seeds = [];
    this.#entries = {};
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Alice sends, Bob receives. */
export class Couple {
  constructor(
    readonly alice: Headless,
    readonly bob: Headless,
    readonly conversation: string,
  ) {}

  async say(who: Headless, text: string): Promise<void> {
    await who.ask('say', { conversation: this.conversation, text });
  }

  async send(photos: readonly object[]): Promise<void> {
    await this.alice.ask('photos', { conversation: this.conversation, photos });
  }

  /** A text of Alice's is with Bob, and one of his with her. */
  async expectTexts(): Promise<void> {
    await this.say(this.alice, 'from Alice');
    await this.say(this.bob, 'from Bob');
    for (const who of [this.alice, this.bob])
      await who.until('both texts', async () => (await this.texts(who)).length >= 2, ARRIVAL_MS_MAX);
  }

  async texts(who: Headless): Promise<readonly string[]> {
    const messages = await who.messages(this.conversation);
    return messages.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));
  }

  /** How many photos Bob has whole. */
  async arrivedCount(): Promise<number> {
    return wholePhotos(await this.bob.messages(this.conversation));
  }

  /** Everything is with Bob, and Alice knows it. */
  async expectAlbum(): Promise<void> {
    const isWhole = async () => (await this.arrivedCount()) === ALBUM_PHOTOS;
    await this.bob.until('the album', isWhole, ARRIVAL_MS_MAX);
    const isTold = async () =>
      (await this.alice.messages(this.conversation)).every(
        ({ isMine, delivery }) => !isMine || delivery.name === 'arrived',
      );
    await this.alice.until('"Arrived"', isTold, ARRIVAL_MS_MAX);
  }
}

function wholePhotos(messages: readonly MessageView[]): number {
  const photos = messages.flatMap(({ content }) => (content.kind === 'album' ? content.photos : []));
  return photos.filter(({ isWhole }) => isWhole).length;
}
