import fc from 'fast-check';
import { concat, utf8Encode } from '../../bytes.ts';
import type { JsonObject, JsonValue } from '../../index.ts';
import { encodeRuns } from '../../packet/run-lengths.ts';
import type { Arena } from './arena.ts';
import { weirdText, weirdValue } from './weird.ts';

/** One packet of the attacker's in its line, and how long nothing follows it. */
export interface Said {
  readonly plain: Bytes;
  readonly waitMs: number;
}

/** Made when its time has come: what is sealed inside depends on the line as it stands. */
type Bytes = (arena: Arena) => Uint8Array;

export type Fields = Record<string, JsonValue>;

const EMPTY = new Uint8Array(0);
/** Beyond those that the attacker's own switch uses. */
const FIRST_ID = 100;
const IDS_PER_KIND = 3;
const KINDS = ['path', 'answer', 'seek', 'link', 'peer', 'connect', 'bridge', 'said', 'chat'] as const;
type Kind = readonly [(typeof KINDS)[number], fc.Arbitrary<readonly [Fields, Bytes]>];

/** The HEAD of a bundle. */
const BUNDLE_MARK = 0x62;

const NO_BODY: Bytes = () => EMPTY;
/** Acks and answers come within these, timeouts within the longer ones. */
const anyWaitMs = fc.constantFrom(0, 0, 0, 1, 20, 30, 250, 1_000, 3_000, 11_000, 35_000);
const anySmall = fc.oneof(fc.nat(4), fc.nat(120), fc.constantFrom(99, 100, 101, 1_023, 1_024, 1_025, 2 ** 32 - 1));
const anyIp = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constant('203.0.113.9'),
  fc.constantFrom(
    '0.0.0.0',
    '127.0.0.1',
    '10.0.0.1',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'ff02::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ),
);
const anyPath = fc.record({
  type: fc.constantFrom('ipv4', 'ipv6', 'http', 'relay', 'tcp4'),
  ip: anyIp,
  port: fc.oneof(fc.nat(65_536), fc.constantFrom(0, 1, 53, 42_424)),
});
const anyPaths = fc.array(anyPath, { maxLength: 20 });

/** Valid packets of every kind that a switch takes; `arena` has the names and addresses of all arenas of its seed. */
function anyValid(arena: Arena): fc.Arbitrary<readonly [Fields, Bytes]> {
  const { victim, attacker } = arena;
  const [self, other] = [victim.identity, attacker.identity];
  const key = other.keys['0a'] ?? EMPTY;
  const anyHex = (length: number) => fc.uint8Array({ minLength: length / 2, maxLength: length / 2 }).map(hexOf);
  const anyHashname = fc.oneof(
    anyHex(64),
    fc.constantFrom(self.hashname, other.hashname, arena.friend.identity.hashname),
  );
  const anySee = fc.array(
    fc.oneof(
      fc.tuple(anyHashname, fc.constantFrom('0a', '2a', 'zz'), anyIp, fc.nat(70_000)).map((entry) => entry.join(',')),
      fc.tuple(anyHashname, fc.constant('0a')).map((entry) => entry.join(',')),
    ),
    { maxLength: 24 },
  );
  const anyOwnPath = fc.oneof(
    anyPath,
    fc.constantFrom(...[victim, attacker, arena.friend].map(({ path }): JsonValue => ({ ...path }))),
  );
  const json = (fields: Record<string, fc.Arbitrary<JsonValue>>, required: string[]) =>
    fc.record(fields, { requiredKeys: required }) as fc.Arbitrary<Fields>;
  const bare = (fields: fc.Arbitrary<Fields>) => fc.tuple(fields, fc.constant(NO_BODY));
  const anySack = fc.oneof(fc.array(anySmall, { maxLength: 700 }).map(encodeRuns), fc.string({ maxLength: 1_000 }));
  const said = json(
    {
      type: fc.constantFrom('_chat', '_now'),
      seq: anySmall,
      ack: fc.oneof(anySmall, fc.constant(-1)),
      miss: fc.array(anySmall, { maxLength: 100 }),
      sack: anySack,
      end: fc.boolean(),
      err: fc.string({ maxLength: 10 }),
      _: fc.object() as fc.Arbitrary<JsonValue>,
    },
    ['seq'],
  );
  const chat = said.map((fields): Fields => ({ type: '_chat', ...fields, err: undefined as never }));
  const path = json(
    { type: fc.constant('path'), paths: anyPaths, window: anySmall, seen: anyPaths, bridge: anyHashname },
    ['type'],
  );
  const answers = fc.oneof(
    json({ path: anyOwnPath }, ['path']),
    json({ see: anySee, end: fc.boolean(), seed: fc.boolean() }, ['see']),
    json({ end: fc.constant(true) }, ['end']),
    json({ err: fc.string() }, ['err']),
    json({ ack: anySmall, miss: fc.array(anySmall, { maxLength: 100 }) }, ['ack']),
    json({ ack: fc.oneof(anySmall, fc.constant(-1)), sack: anySack }, ['ack']),
  );
  const seek = json({ type: fc.constant('seek'), seek: fc.oneof(anyHex(64), anyHex(2)) }, ['type', 'seek']);
  const link = json({ type: fc.constant('link'), seed: fc.boolean(), see: anySee, bridges: fc.constant(['ipv4']) }, [
    'type',
  ]);
  const peer = json({ type: fc.constant('peer'), peer: anyHashname, paths: anyPaths }, ['type', 'peer']);
  const bridge = json({ type: fc.constant('bridge'), to: anyHex(32), from: anyHex(32), path: anyOwnPath }, [
    'type',
    'to',
    'from',
    'path',
  ]);
  const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const connect = anyKey.chain((theirs) =>
    fc.tuple(
      json(
        {
          type: fc.constant('connect'),
          from: fc.constantFrom<JsonValue>(partsOf(theirs), partsOf(key)),
          paths: anyPaths,
        },
        ['type', 'from', 'paths'],
      ),
      fc.constantFrom(theirs, key).map((bytes) => () => bytes),
    ),
  );
  const relayed = fc.tuple(json({ bridge: fc.boolean() }, []), anyDatagram());
  const body = fc.uint8Array({ maxLength: 1_300 }).map((bytes) => () => bytes);
  const kinds: readonly Kind[] = [
    ['path', bare(path)],
    ['answer', bare(answers)],
    ['seek', bare(seek)],
    ['link', bare(link)],
    [
      'peer',
      fc.tuple(
        peer,
        fc.constant(() => key),
      ),
    ],
    ['connect', connect],
    ['peer', relayed],
    ['connect', relayed],
    ['bridge', bare(bridge)],
    ['said', fc.tuple(said, body)],
    ['chat', fc.tuple(chat, body)],
    ['chat', fc.tuple(chat, body)],
  ];
  return fc.oneof(...kinds.map((kind) => numbered(kind, arena.attackerParity)));
  function partsOf(of: Uint8Array): JsonValue {
    return { '0a': hexOf(arena.fingerprint(of)) };
  }
}

/** What a relay may carry: opens and line packets, those of the very line that it runs in among them. */
function anyDatagram(): fc.Arbitrary<Bytes> {
  const inLine = fc
    .tuple(
      fc.constantFrom<Fields>({ c: 2 }, { c: 1, type: 'path' }, { c: 2, bridge: true }),
      fc.uint8Array({ maxLength: 60 }),
    )
    .map(
      ([head, body]): Bytes =>
        (arena) =>
          arena.seal(plainOf(head, body)) ?? EMPTY,
    );
  const headed = fc.tuple(fc.constantFrom([0, 0], [0, 1, 0x0a], [0, 2]), fc.uint8Array({ maxLength: 300 })).map(
    ([head, rest]): Bytes =>
      () =>
        Uint8Array.from([...head, ...rest]),
  );
  return fc.oneof(inLine, headed);
}

/** Channels of the attacker's, a few for each kind so that they meet again; now and then of another kind, or of the victim's. */
function numbered([kind, packets]: Kind, parity: 0 | 1): fc.Arbitrary<readonly [Fields, Bytes]> {
  const first = FIRST_ID + KINDS.indexOf(kind) * IDS_PER_KIND;
  const own = fc.nat(IDS_PER_KIND - 1).map((n) => (first + n) * 2 + parity);
  const anyOwn = fc.nat(KINDS.length * IDS_PER_KIND).map((n) => (FIRST_ID + n) * 2 + parity);
  const theirs = fc.nat(20).map((n) => n * 2 + (parity === 0 ? 1 : 2));
  const anyId = fc.oneof<fc.WeightedArbitrary<JsonValue>[]>(
    { weight: 40, arbitrary: own },
    { weight: 2, arbitrary: anyOwn },
    { weight: kind === 'answer' ? 200 : 4, arbitrary: theirs },
    { weight: 1, arbitrary: fc.constantFrom(2 ** 32 - 1, 2 ** 32 - 2, 3_001, 3_002) },
  );
  return fc.tuple(packets, anyId).map(([[fields, body], c]) => [{ c, ...fields }, body] as const);
}

/** A packet, valid or with one or two things wrong in it, or no packet at all. */
export function anySaid(arena: Arena): fc.Arbitrary<Said> {
  const withId = anyValid(arena);
  const changed = fc
    .tuple(
      withId,
      fc.array(fc.tuple(fc.nat(), fc.option(weirdValue, { nil: undefined })), { minLength: 1, maxLength: 2 }),
    )
    .map(([[fields, body], changes]) => [changes.reduce(change, fields), body] as const);
  const valid = withId.map(
    ([fields, body]): Bytes =>
      (of) =>
        plainOf(fields, body(of)),
  );
  const broken = changed.map(
    ([fields, body]): Bytes =>
      (of) =>
        plainOf(fields, body(of)),
  );
  const bytes = fc.tuple(fc.oneof(valid, broken), fc.nat(), fc.nat(255)).map(
    ([plain, at, bits]): Bytes =>
      (of) =>
        flipped(plain(of), at, bits),
  );
  const cut = fc.tuple(valid, fc.nat()).map(
    ([plain, length]): Bytes =>
      (of) =>
        plain(of).slice(0, length % 200),
  );
  const text = fc.tuple(weirdText, fc.uint8Array({ maxLength: 20 })).map(
    ([head, body]): Bytes =>
      () =>
        packetOf(utf8Encode(head), body),
  );
  const noise = fc.uint8Array({ maxLength: 100 }).map(
    (plain): Bytes =>
      () =>
        plain,
  );
  const plain = fc.oneof(
    { weight: 10, arbitrary: valid },
    { weight: 8, arbitrary: broken },
    { weight: 2, arbitrary: bytes },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: noise },
    { weight: 2, arbitrary: fc.array(fc.oneof(valid, broken, noise), { maxLength: 6 }).map(bundled) },
  );
  return fc.record({ plain, waitMs: anyWaitMs });
}

/** Several packets in one, as switches of our kind send them (DECISIONS.md no. 44); a length or two is wrong now and then. */
function bundled(plains: readonly Bytes[]): Bytes {
  return (of) => {
    const packets = plains.map((plain) => plain(of));
    const parts = packets.flatMap((packet, n) => {
      const length = packet.length + (packet.length % 17 === n ? 1 : 0);
      return [Uint8Array.of((length >> 8) & 0xff, length & 0xff), packet];
    });
    return concat(Uint8Array.of(0, 1, BUNDLE_MARK), ...parts);
  };
}

export function change(fields: Fields, [at, value]: readonly [number, JsonValue | undefined]): Fields {
  const keys = Object.keys(fields);
  const key = keys[at % keys.length] ?? 'c';
  const { [key]: _, ...rest } = fields;
  return value === undefined ? rest : { ...rest, [key]: value };
}

export function flipped(plain: Uint8Array, at: number, bits: number): Uint8Array {
  const copy = plain.slice();
  if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ bits;
  return copy;
}

export function plainOf(fields: JsonObject, body: Uint8Array): Uint8Array {
  return packetOf(utf8Encode(JSON.stringify(fields)), body);
}

export function packetOf(head: Uint8Array, body: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(head.length >> 8, head.length & 0xff), head, body);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
