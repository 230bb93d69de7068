import type { LinkHint } from '../../../switch/index.ts';
import { SimWorld, type SimWorldOptions } from '../../../switch/sim/index.ts';
import { simCrypto } from '../../../switch/tests/sim-crypto.ts';
import { type Pulse, SimPerson, type SimPlace } from './sim-person.ts';

/** Turns of the microtask queue without a store call after which everything is at rest. */
const QUIET_TURNS = 60;
/** Gap between two looks at what is waited for, in the world's time. */
const LOOK_EVERY_MS = 200;
/** Rounds of them with store calls in each, after which something is running in circles. */
const ROUNDS_MAX = 20_000;
/** Longest wait for something, in the world's time. */
const WAIT_MS_MAX = 10 * 60_000;

/** A world with people in it. */
export class SimPeople {
  readonly world: SimWorld;
  readonly people: SimPerson[] = [];
  /** The invite with which `contacts` brought two together. */
  inviteUsed: string | undefined;
  /** Switches through which everybody added from now on is found. */
  seeds: readonly LinkHint[] = [];
  private readonly pulse: Pulse = { calls: 0, last: '' };

  constructor(options: Omit<SimWorldOptions, 'crypto' | 'settle'>) {
    this.world = new SimWorld({ ...options, crypto: simCrypto, settle: () => this.settle() });
  }

  add(name: string, place: SimPlace = {}): SimPerson {
    const person = new SimPerson(this.world, this.pulse, name, { ...place, seeds: place.seeds ?? this.seeds });
    this.people.push(person);
    return person;
  }

  /** A switch that does nothing but let others find each other. */
  addSeed(): void {
    const node = this.world.addNode({ path: this.world.publicPath() });
    node.endpoint.setSeeding('anyone');
    this.seeds = [...this.seeds, node.hints];
  }

  /** The first of these is a contact of all others. */
  async circle(names: readonly string[]): Promise<readonly SimPerson[]> {
    const people: SimPerson[] = [];
    for (const name of names) {
      const [first] = people;
      people.push(first === undefined ? await this.begin(name) : await this.newContact(first, name));
    }
    return people;
  }

  /** Everybody becomes a contact of everybody. */
  async befriendAll(people: readonly SimPerson[]): Promise<void> {
    for (const [index, inviter] of people.entries()) {
      for (const guest of people.slice(index + 1)) {
        const known = (await guest.messenger.conversations()).map(({ person }) => person);
        if (!known.includes(inviter.device)) await this.befriend(inviter, guest);
      }
    }
  }

  /** Somebody new who uses an invite of this person. */
  async newContact(inviter: SimPerson, name: string): Promise<SimPerson> {
    const person = await this.begin(name);
    await this.befriend(inviter, person);
    return person;
  }

  private async befriend(inviter: SimPerson, guest: SimPerson): Promise<void> {
    const conv = await this.accept(guest, await this.inviteOf(inviter));
    await this.until(`${inviter.name} and ${guest.name} are contacts`, async () => {
      const states = await Promise.all([inviter, guest].map((one) => stateOf(one, conv)));
      return states.every((state) => state === 'contact');
    });
  }

  /** Says yes to the group once the invitation is there, and waits until that was heard here. */
  async joinGroup(person: SimPerson, conv: string): Promise<void> {
    const groupOf = async () => (await person.messenger.conversations()).find(({ id }) => id === conv)?.group;
    await this.until(`${person.name} is invited`, async () => (await groupOf())?.state === 'invited');
    const answered = await this.finish(person.messenger.groups.answer(conv, true));
    if (!answered.ok) throw new Error(answered.error);
    await this.until(`${person.name} has joined`, async () => (await groupOf())?.state === 'member');
  }

  /** Somebody new, with a profile, who listens. */
  async begin(name: string, place: SimPlace = {}): Promise<SimPerson> {
    const person = this.add(name, place);
    await this.finish(person.start());
    await this.finish(person.createProfile());
    await this.until(`${name} listens`, async () => areListening(person));
    return person;
  }

  /** Two people who are contacts; the first one invited the second. */
  async contacts(): Promise<{ readonly alice: SimPerson; readonly bob: SimPerson; readonly conv: string }> {
    const [alice, bob] = [this.add('Alice'), this.add('Bob')];
    for (const person of [alice, bob]) {
      await this.finish(person.start());
      await this.finish(person.createProfile());
    }
    await this.until('both listen', async () => areListening(alice, bob));
    this.inviteUsed = await this.inviteOf(alice);
    const conv = await this.accept(bob, this.inviteUsed);
    await this.until('both are contacts', async () => {
      const states = await Promise.all([alice, bob].map((person) => stateOf(person, conv)));
      return states.every((state) => state === 'contact');
    });
    return { alice, bob, conv };
  }

  async inviteOf(person: SimPerson): Promise<string> {
    const invite = await this.finish(person.messenger.getInvite());
    if (!invite.ok) throw new Error(invite.error);
    return invite.value.text;
  }

  async accept(person: SimPerson, invite: string): Promise<string> {
    const accepted = await this.finish(person.messenger.acceptInvite(invite));
    if (!accepted.ok) throw new Error(accepted.error);
    return accepted.value.conversationId;
  }

  /** Lets the world go on until something is true. Throws with the seed and everybody's log lines if it never is. */
  async until(
    what: string,
    isTrue: () => Promise<boolean>,
    limitMs = WAIT_MS_MAX,
    lookEveryMs = LOOK_EVERY_MS,
  ): Promise<void> {
    const untilMs = this.world.nowMs + limitMs;
    for (;;) {
      await this.settle();
      if (await isTrue()) return;
      if (this.world.nowMs >= untilMs) throw new Error(`never: ${what} (seed ${this.world.seed})\n${this.logs()}`);
      await this.world.runForAsync(lookEveryMs);
    }
  }

  /** Lets the world go on until a promise is settled. */
  async finish<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const done = () => {
      isSettled = true;
    };
    promise.then(done, done);
    const untilMs = this.world.nowMs + WAIT_MS_MAX;
    await this.settle();
    while (!isSettled) {
      if (this.world.nowMs >= untilMs) throw new Error(`never answered (seed ${this.world.seed})\n${this.logs()}`);
      await this.world.runForAsync(20);
    }
    return promise;
  }

  remove(): void {
    for (const person of this.people) person.removeFolder();
  }

  private logs(): string {
    return this.people.flatMap((person) => person.logLines.map((line) => `${person.name}: ${line}`)).join('\n');
  }

  private async settle(): Promise<void> {
    for (let rounds = 0; rounds < ROUNDS_MAX; rounds++) {
      const before = this.pulse.calls;
      for (let turn = 0; turn < QUIET_TURNS; turn++) await Promise.resolve();
      if (this.pulse.calls === before) return;
    }
    throw new Error(`never at rest (seed ${this.world.seed}); the last store call was ${this.pulse.last}`);
  }
}

export async function stateOf(person: SimPerson, conv: string) {
  return (await person.messenger.conversations()).find((conversation) => conversation.id === conv)?.state;
}

/** What was written, oldest first; of an album the first caption. */
export async function textsOf(person: SimPerson, conv: string): Promise<readonly string[]> {
  const messages = await person.messages(conv);
  return messages.map(({ content }) => {
    if (content.kind === 'text') return content.text;
    return content.kind === 'album' ? (content.photos[0]?.caption ?? 'album') : content.kind;
  });
}

function areListening(...people: readonly SimPerson[]): boolean {
  return people.every((person) => person.messenger.network().state === 'listening');
}
