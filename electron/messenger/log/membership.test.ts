import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_MEMBERS_MAX, MEMBERSHIP_BASE_MAX, MEMBERSHIP_SAID_AGAIN_MAX } from '../limits.ts';
import { type Group, resolveGroup } from './membership.ts';
import type { MembershipEvent } from './membership-event.ts';

const NAMES = ['anna', 'bela', 'cleo', 'dora', 'emil'] as const;
type Name = (typeof NAMES)[number];
type Say = MembershipEvent extends infer E
  ? E extends MembershipEvent
    ? Omit<E, 'id' | 't' | 'by' | 'log' | 'seq' | 'base'>
    : never
  : never;

const device = (name: string) => createHash('sha256').update(name).digest('hex');
const keyOf = (name: string) => new TextEncoder().encode(`key of ${name}`);
const LOG = '00000000000000aa';
const add = (name: string): Say => ({ kind: 'add', who: device(name), key: keyOf(name), name, fromT: 0 });

/** One side of a group: what it knows, and what it says. Sides that are apart don't hear each other until they `meet`. */
class Side {
  readonly events = new Map<string, MembershipEvent>();

  constructor(from?: Side) {
    if (from !== undefined) this.hear(from);
  }

  say(by: string, what: Say, at = 0): MembershipEvent {
    const known = [...this.events.values()];
    const conv = known.find((event) => event.kind === 'create')?.id ?? '';
    const base = what.kind === 'create' ? [] : (resolveGroup(conv, known)?.baseFor(device(by)) ?? []);
    const t = Math.max(at, ...known.map((event) => event.t + 1), 1);
    const seq = Math.max(-1, ...known.filter((event) => event.by === device(by)).map((event) => event.seq)) + 1;
    const id = createHash('sha256').update(JSON.stringify({ by, base, t, seq, what })).digest('hex');
    const event = { id, t, by: device(by), log: LOG, seq, base, ...what } as MembershipEvent;
    this.events.set(id, event);
    return event;
  }

  join(by: string, at = 0): MembershipEvent | undefined {
    const member = this.group.members.get(device(by));
    return member && this.say(by, { kind: 'join', of: member.add, name: by }, at);
  }

  remove(by: Name, who: Name): MembershipEvent {
    const last = [...this.events.values()].filter((event) => event.by === device(who)).sort((a, b) => b.seq - a.seq)[0];
    const upTo = last === undefined ? [] : [{ log: LOG, seq: last.seq, id: last.id }];
    return this.say(by, { kind: 'remove', who: device(who), upTo });
  }

  hear(other: Side): void {
    for (const [id, event] of other.events) this.events.set(id, event);
  }

  get conv(): string {
    return [...this.events.values()].find((event) => event.kind === 'create')?.id ?? '';
  }

  get group(): Group {
    const group = resolveGroup(this.conv, this.events.values());
    if (group === undefined) throw new Error('no group');
    return group;
  }

  get names(): readonly string[] {
    return NAMES.filter((name) => this.group.members.get(device(name))?.hasJoined === true);
  }

  get admins(): readonly string[] {
    return NAMES.filter((name) => this.group.members.get(device(name))?.isAdmin === true);
  }
}

/** A group in which these have joined, the first of them its creator. */
function groupWith(...names: readonly Name[]): Side {
  const side = new Side();
  const [creator = 'anna', ...others] = names;
  side.say(creator, { kind: 'create', key: keyOf(creator), title: 'Family' });
  for (const name of others) {
    side.say(creator, add(name));
    side.join(name);
  }
  return side;
}

function meet(...sides: readonly Side[]): void {
  for (const side of sides) for (const other of sides) side.hear(other);
}

describe('a group', () => {
  test('begins with its creator, who is an admin', () => {
    const side = groupWith('anna');
    expect(side.names).toEqual(['anna']);
    expect(side.admins).toEqual(['anna']);
    expect(side.group.title).toBe('Family');
  });

  test('somebody added is a member once they say yes', () => {
    const side = groupWith('anna');
    side.say('anna', add('bela'));
    expect(side.group.members.get(device('bela'))).toMatchObject({ hasJoined: false, isAdmin: false });
    side.join('bela');
    expect(side.names).toEqual(['anna', 'bela']);
  });

  test('who is no admin changes nothing', () => {
    const side = groupWith('anna', 'bela', 'cleo');
    side.say('bela', add('dora'));
    side.say('bela', { kind: 'title', title: 'Mine' });
    side.say('bela', { kind: 'admin', who: device('bela'), isAdmin: true });
    const removal = side.remove('bela', 'cleo');
    expect(side.names).toEqual(['anna', 'bela', 'cleo']);
    expect(side.admins).toEqual(['anna']);
    expect(side.group.title).toBe('Family');
    expect(side.group.isEffective(removal.id)).toBe(false);
  });

  test('a stranger who joins unasked, or in answer to the add of another, is no member', () => {
    const side = groupWith('anna');
    const offered = side.say('anna', add('bela'));
    side.say('cleo', { kind: 'join', of: offered.id, name: 'cleo' });
    expect(side.names).toEqual(['anna']);
  });

  test('what a removed person writes beyond what stands is void, and what they wrote before is not', () => {
    const side = groupWith('anna', 'bela');
    const join = [...side.events.values()].find((event) => event.by === device('bela'));
    const by = device('bela');
    const text = (seq: number, t: number) => ({ id: `text ${seq}`, by, log: LOG, seq, t });
    const stood = text(1, 10);
    side.say('anna', { kind: 'remove', who: by, upTo: [{ log: LOG, seq: 1, id: stood.id }] }, 20);
    expect(join).toBeDefined();
    expect(side.names).toEqual(['anna']);
    expect(side.group.isVoid(stood)).toBe(false);
    expect(side.group.isVoid(text(2, 15))).toBe(true);
    expect(side.group.isVoid({ ...text(1, 10), id: 'another branch' })).toBe(true);
    expect(side.group.isVoid({ ...text(0, 30), log: 'ffffffffffffffff' })).toBe(true);
    expect(side.group.wasRemoved(by)).toBe(true);
  });

  test('of two removals of one person the one that lets less stand counts', () => {
    const [here, there] = twoSides('anna', 'bela', 'cleo');
    there.say('anna', { kind: 'admin', who: device('bela'), isAdmin: true });
    meet(here, there);
    const by = device('cleo');
    here.say('anna', { kind: 'remove', who: by, upTo: [{ log: LOG, seq: 9, id: 'nine' }] });
    there.say('bela', { kind: 'remove', who: by, upTo: [{ log: LOG, seq: 4, id: 'four' }] });
    meet(here, there);
    for (const side of [here, there]) {
      expect(side.group.isVoid({ id: 'x', by, log: LOG, seq: 3, t: 1000 })).toBe(false);
      expect(side.group.isVoid({ id: 'x', by, log: LOG, seq: 6, t: 1000 })).toBe(true);
    }
  });

  test('two admins who remove each other: the earlier member stays, whoever was first by the clock', () => {
    for (const [annaAt, belaAt] of [
      [1_000, 2_000],
      [2_000, 1_000],
    ] as const) {
      const [here, there] = twoSides('anna', 'bela', 'cleo');
      there.say('anna', { kind: 'admin', who: device('bela'), isAdmin: true });
      meet(here, there);
      here.say('anna', { kind: 'remove', who: device('bela'), upTo: [] }, annaAt);
      there.say('bela', { kind: 'remove', who: device('anna'), upTo: [] }, belaAt);
      meet(here, there);
      expect(here.names).toEqual(['anna', 'cleo']);
      expect(there.names).toEqual(here.names);
    }
  });

  test('whom a voided admin added is not in', () => {
    const [here, there] = twoSides('anna', 'bela');
    there.say('anna', { kind: 'admin', who: device('bela'), isAdmin: true });
    meet(here, there);
    here.remove('anna', 'bela');
    there.say('bela', add('cleo'));
    there.join('cleo');
    meet(here, there);
    expect(here.names).toEqual(['anna']);
    expect(there.names).toEqual(['anna']);
  });

  test('somebody removed and added anew is in again, and what they say then counts', () => {
    const side = groupWith('anna', 'bela');
    side.remove('anna', 'bela');
    side.say('anna', add('bela'));
    expect(side.names).toEqual(['anna']);
    const join = side.join('bela');
    expect(side.names).toEqual(['anna', 'bela']);
    const after = { id: 'x', by: device('bela'), log: LOG, seq: (join?.seq ?? 0) + 1, t: (join?.t ?? 0) + 1 };
    expect(side.group.isVoid(after)).toBe(false);
  });

  test('an `add` said without knowing of a removal does not undo it', () => {
    const [here, there] = twoSides('anna', 'bela', 'cleo');
    there.say('anna', { kind: 'admin', who: device('bela'), isAdmin: true });
    meet(here, there);
    here.remove('anna', 'cleo');
    there.say('bela', add('cleo'));
    meet(here, there);
    expect(here.names).toEqual(['anna', 'bela']);
  });

  test('when the last admin goes, the longest member becomes admin', () => {
    const side = groupWith('anna', 'bela', 'cleo');
    side.say('anna', { kind: 'leave' });
    expect(side.names).toEqual(['bela', 'cleo']);
    expect(side.admins).toEqual(['bela']);
    side.say('bela', { kind: 'title', title: 'Ours' });
    expect(side.group.title).toBe('Ours');
  });

  const wish = (who: Name): Say => ({ kind: 'admin', who: device(who), isAdmin: true });

  test('whose only admin is lost makes another by the wishes of more than half of all', () => {
    const side = groupWith('anna', 'bela', 'cleo', 'dora');
    const first = side.say('bela', wish('bela'));
    side.say('bela', wish('bela')); // counts once
    side.say('cleo', wish('cleo')); // for another
    side.say('cleo', wish('bela'));
    expect(side.admins).toEqual(['anna']);
    expect(side.group.members.get(device('bela'))?.wishedBy).toEqual(new Set([device('bela'), device('cleo')]));
    expect(side.group.isWish(first.id)).toBe(true);
    side.say('dora', wish('bela'));
    expect(side.admins).toEqual(['anna', 'bela']);
    expect(side.group.members.get(device('bela'))?.wishedBy.size).toBe(0);
    side.say('bela', add('emil'));
    side.join('emil');
    side.remove('bela', 'anna');
    expect(side.names).toEqual(['bela', 'cleo', 'dora', 'emil']);
  });

  test('a wish is taken back by who said it, by nobody else, and not once it has made an admin', () => {
    const side = groupWith('anna', 'bela', 'cleo', 'dora', 'emil');
    const back = (who: Name): Say => ({ kind: 'admin', who: device(who), isAdmin: false });
    const wishedBy = () => [...(side.group.members.get(device('bela'))?.wishedBy ?? [])];
    side.say('bela', wish('bela'));
    side.say('cleo', wish('bela'));
    side.say('dora', back('bela')); // said nothing before
    expect(wishedBy()).toEqual([device('bela'), device('cleo')]);
    const taken = side.say('cleo', back('bela'));
    expect(wishedBy()).toEqual([device('bela')]);
    expect(side.group.isWish(taken.id)).toBe(true);
    side.say('dora', wish('bela'));
    expect(side.admins).toEqual(['anna']); // three would be more than half
    side.say('cleo', wish('bela'));
    expect(side.admins).toEqual(['anna', 'bela']);
    side.say('dora', back('bela'));
    side.say('cleo', back('anna'));
    expect(side.admins).toEqual(['anna', 'bela']);
  });

  test('a wish and its end said apart come to the same on every side', () => {
    const [here, there] = twoSides('anna', 'bela', 'cleo', 'dora');
    here.say('bela', wish('cleo'));
    there.say('dora', wish('cleo'));
    here.say('bela', { kind: 'admin', who: device('cleo'), isAdmin: false });
    meet(here, there);
    for (const side of [here, there]) {
      expect([...(side.group.members.get(device('cleo'))?.wishedBy ?? [])]).toEqual([device('dora')]);
    }
  });

  test('wishes said apart count together, on every side', () => {
    const [here, there] = twoSides('anna', 'bela', 'cleo');
    here.say('bela', wish('cleo'));
    there.say('cleo', wish('cleo'));
    expect([here.admins, there.admins]).toEqual([['anna'], ['anna']]);
    meet(here, there);
    expect([here.admins, there.admins]).toEqual([
      ['anna', 'cleo'],
      ['anna', 'cleo'],
    ]);
  });

  test('half is not more than half, and an admin’s word ends what was wished before it', () => {
    const two = groupWith('anna', 'bela');
    two.say('bela', wish('bela'));
    expect(two.admins).toEqual(['anna']);
    const side = groupWith('anna', 'bela', 'cleo');
    for (const name of ['bela', 'cleo'] as const) side.say(name, wish('bela'));
    side.say('anna', { kind: 'admin', who: device('bela'), isAdmin: false });
    expect(side.admins).toEqual(['anna']);
    side.say('cleo', wish('bela'));
    expect(side.admins).toEqual(['anna']);
    side.say('bela', wish('bela'));
    expect(side.admins).toEqual(['anna', 'bela']);
  });

  test('a wish of who has left or was taken out does not count, nor one to be no admin', () => {
    const side = groupWith('anna', 'bela', 'cleo', 'dora');
    side.say('cleo', wish('bela'));
    side.say('dora', wish('bela'));
    side.remove('anna', 'dora');
    side.say('bela', { kind: 'admin', who: device('anna'), isAdmin: false });
    expect(side.admins).toEqual(['anna']);
    side.say('bela', wish('bela'));
    expect(side.admins).toEqual(['anna', 'bela']);
  });

  test('nothing counts that is said before the `join` or after leaving', () => {
    const side = groupWith('anna', 'bela');
    const join = [...side.events.values()].find((event) => event.kind === 'join');
    const leave = side.say('bela', { kind: 'leave' });
    const by = device('bela');
    const at = (t: number) => ({ id: 'x', by, log: LOG, seq: t, t });
    expect(side.group.isVoid(at((join?.t ?? 0) - 1))).toBe(true);
    expect(side.group.isVoid({ ...at(0), t: (join?.t ?? 0) + 0.5 })).toBe(false);
    expect(side.group.isVoid(at(leave.t + 1))).toBe(true);
  });

  test('an event that rests on one that is not here has no effect yet', () => {
    const side = groupWith('anna', 'bela');
    const lost = side.say('anna', { kind: 'title', title: 'Lost' });
    side.say('anna', { kind: 'title', title: 'Newest' });
    side.events.delete(lost.id);
    expect(side.group.title).toBe('Family');
    side.events.set(lost.id, lost);
    expect(side.group.title).toBe('Newest');
  });

  test('takes as many members as the limit says', () => {
    const side = groupWith('anna');
    for (let number = 1; number <= GROUP_MEMBERS_MAX; number++) side.say('anna', add(`guest ${number}`));
    expect(side.group.members.size).toBe(GROUP_MEMBERS_MAX);
  });
});

function twoSides(...names: readonly Name[]): readonly [Side, Side] {
  const here = groupWith(...names);
  return [here, new Side(here)];
}

const anyDeed = fc.record({
  side: fc.nat({ max: 2 }),
  by: fc.constantFrom(...NAMES),
  who: fc.constantFrom(...NAMES),
  what: fc.constantFrom('add', 'join', 'remove', 'leave', 'admin', 'no-admin', 'title', 'meet'),
  at: fc.nat({ max: 50 }),
});

/** Guests whom anna added one after the other, each of whom said yes as soon as they were added, without hearing of the others. */
function joinApart(side: Side, first: number, last: number): void {
  const guests: Side[] = [];
  for (let number = first; number <= last; number++) {
    side.say('anna', add(`guest ${number}`));
    guests.push(new Side(side));
    guests.at(-1)?.join(`guest ${number}`);
  }
  meet(side, ...guests);
}

describe('where more was said side by side than a `base` may name', () => {
  const MANY = MEMBERSHIP_BASE_MAX + 4;
  const isIn = (side: Side, name: string) => side.group.members.get(device(name))?.hasJoined;

  test('a yes counts that is said after many others said theirs', () => {
    const side = groupWith('anna');
    const guests = Array.from({ length: MANY }, (_, index) => `guest ${index}`);
    const sides = guests.map((guest) => {
      side.say('anna', add(guest));
      return new Side(side);
    });
    side.say('anna', add('bela')); // nobody but bela answers what rests on this
    for (const [index, guest] of guests.entries()) sides[index]?.join(guest, 100);
    meet(side, ...sides);
    side.join('bela');
    expect(isIn(side, 'bela')).toBe(true);
  });

  test('a goodbye counts of who said yes before many others did', () => {
    const side = groupWith('anna');
    side.say('anna', add('bela'));
    const bela = new Side(side);
    bela.join('bela');
    joinApart(side, 1, MANY);
    meet(side, bela);
    side.say('bela', { kind: 'leave' });
    expect(isIn(side, 'bela')).toBeUndefined();
  });

  test('who leads since the only admin left may add somebody', () => {
    const side = groupWith('anna', 'bela');
    const anna = new Side(side);
    anna.say('anna', { kind: 'leave' });
    joinApart(side, 1, MANY);
    meet(side, anna);
    expect(side.admins).toEqual(['bela']);
    side.say('bela', add('cleo'));
    side.join('cleo');
    expect(isIn(side, 'cleo')).toBe(true);
  });
});

describe('where more left side by side than a `base` may name', () => {
  const GONE = 2 * MEMBERSHIP_BASE_MAX;

  /** Anna, who alone leads, and many others leave, none of whom hears of another; bela stays. */
  function leftAlone(): Side {
    const side = groupWith('anna', 'bela');
    const guests = Array.from({ length: GONE }, (_, index) => `guest ${index}`);
    for (const guest of guests) {
      side.say('anna', add(guest));
      side.join(guest);
    }
    const sides = ['anna', ...guests].map((name) => {
      const apart = new Side(side);
      apart.say(name, { kind: 'leave' }, name === 'anna' ? 1_000 : 2_000); // the one that decides is the oldest
      return apart;
    });
    meet(side, ...sides);
    return side;
  }

  test('what is without effect for want of room has it when it is said again, as often as that takes', () => {
    const side = leftAlone();
    expect(side.admins).toEqual(['bela']);
    const said: MembershipEvent[] = [];
    do said.push(side.say('bela', add('cleo')));
    while (!side.group.isEffective(said.at(-1)?.id ?? '') && said.length <= MEMBERSHIP_SAID_AGAIN_MAX);
    expect(said.length).toBe(3); // 8, and 7 more, and the rest
    side.join('cleo');
    expect(side.group.members.get(device('cleo'))?.hasJoined).toBe(true);
  });
});

describe('whatever three sides do apart from each other', () => {
  test('everybody comes to the same group, in whatever order the events came', () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (deeds, dice) => {
        const root = groupWith('anna', 'bela', 'cleo');
        const sides = [root, new Side(root), new Side(root)];
        for (const deed of deeds) act(sides, deed);
        meet(...sides);
        const whole = describeGroup(root.group);
        for (const side of sides) expect(describeGroup(side.group)).toEqual(whole);
        const shuffled = [...root.events.values()].map((event) => ({ event, at: dice.next().value }));
        const group = resolveGroup(
          root.conv,
          shuffled.sort((a, b) => a.at - b.at).map(({ event }) => event),
        );
        expect(group && describeGroup(group)).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  test('a group of people always has an admin, and the creator is only out if they left or somebody removed them', () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 40 }), (deeds) => {
        const root = groupWith('anna', 'bela', 'cleo');
        const sides = [root, new Side(root), new Side(root)];
        for (const deed of deeds) act(sides, deed);
        meet(...sides);
        const joined = [...root.group.members.values()].filter((member) => member.hasJoined);
        expect(joined.length === 0 || joined.some((member) => member.isAdmin)).toBe(true);
        expect(root.group.baseFor(device('anna')).length).toBeLessThanOrEqual(MEMBERSHIP_BASE_MAX);
        const said = [...root.events.values()];
        const reasons = said.filter(
          (event) =>
            (event.kind === 'leave' && event.by === device('anna')) ||
            (event.kind === 'remove' && event.who === device('anna')),
        );
        if (reasons.length === 0) expect(root.names).toContain('anna');
      }),
      { numRuns: 150 },
    );
  });
});

function act(sides: readonly Side[], deed: { side: number; by: Name; who: Name; what: string; at: number }): void {
  const side = sides[deed.side];
  const { by, who, at } = deed;
  if (side === undefined) return;
  if (deed.what === 'add') side.say(by, add(who), at);
  else if (deed.what === 'join') side.join(by);
  else if (deed.what === 'remove') side.remove(by, who);
  else if (deed.what === 'leave') side.say(by, { kind: 'leave' }, at);
  else if (deed.what === 'admin') side.say(by, { kind: 'admin', who: device(who), isAdmin: true }, at);
  else if (deed.what === 'no-admin') side.say(by, { kind: 'admin', who: device(who), isAdmin: false }, at);
  else if (deed.what === 'title') side.say(by, { kind: 'title', title: `${by} ${at}` }, at);
  else meet(side, sides[(deed.side + 1) % sides.length] ?? side);
}

function describeGroup({ title, members, baseFor }: Group) {
  const list = [...members.values()].map(({ name, isAdmin, hasJoined, add: by }) => ({ name, isAdmin, hasJoined, by }));
  return {
    title,
    base: NAMES.map((name) => baseFor(device(name))),
    members: list.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
