import { BUCKET_SIZE, SEEK_CLOSEST } from '../constants.ts';
import { BUCKETS, hashnameInBucket, seekValue } from '../dht/distance.ts';
import { RoutingTable } from '../dht/routing-table.ts';
import { SeekQuery } from '../dht/seek-query.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { Dice } from '../sim/index.ts';
import { quantile } from './table.ts';

// Searches in a DHT of a million nodes: the engine's own routing table, search and distance, but no lines and no time. A node's table
// is made when it is first asked: k of each bucket at random, or all where there are fewer. Some of the nodes in tables are gone.
//   node --import tsx switch/bench/dht-model.ts [NODES] [SEEKS] [GONE_PERCENT] [SEED]
const nodeCount = Number(process.argv[2] ?? 1_000_000);
const seekCount = Number(process.argv[3] ?? 2_000);
const goneRatio = Number(process.argv[4] ?? 5) / 100;
const dice = new Dice(Number(process.argv[5] ?? 1));

const HASHNAME_BYTES = 32;
const LOWEST = new Uint8Array(HASHNAME_BYTES);
const HIGHEST = new Uint8Array(HASHNAME_BYTES).fill(0xff);

const names = Array.from({ length: nodeCount }, freshHashname).sort();
const gone = new Set(names.filter(() => dice.chance(goneRatio)));
const tables = new Map<Hashname, RoutingTable>();

const found: SeekQuery[] = [];
const asked: number[] = [];
for (let count = 0; count < seekCount; count++) {
  const query = seek(pickPresent(), pickPresent());
  asked.push(query.askedCount);
  if (query.hops > 0) found.push(query);
}
const hops = found.map((query) => query.hops);
const links = [...tables.values()].map(({ size }) => size);
console.log(`${nodeCount} nodes, ${100 * goneRatio} % of those in tables gone, ${seekCount} seeks`);
console.log(`found: ${((100 * found.length) / seekCount).toFixed(2)} %`);
console.log(
  `hops: median ${quantile(hops, 0.5)}, 99 % ${quantile(hops, 0.99)}, most ${Math.max(...hops)}; bound ${bound()}`,
);
console.log(`asked a seek: median ${quantile(asked, 0.5)}, 99 % ${quantile(asked, 0.99)}`);
console.log(`links a node: median ${quantile(links, 0.5)}`);

/** Asks until the target is named, as `peers/finder.ts` does; who is gone doesn't answer. */
function seek(from: Hashname, target: Hashname): SeekQuery {
  const starts = tableOf(from).closestSeeds(target, SEEK_CLOSEST);
  const query = new SeekQuery(
    from,
    target,
    starts.map(({ hashname }) => hashname),
  );
  for (let next = query.next(); next !== undefined && query.hops === 0; next = query.next()) {
    if (gone.has(next)) query.handleFailure(next);
    else query.handleAnswer(next, see(next, from, target));
  }
  return query;
}

function see(asked: Hashname, from: Hashname, target: Hashname): readonly Hashname[] {
  return tableOf(asked)
    .see(seekValue(asked, target), from)
    .map(({ hashname }) => hashname);
}

function tableOf(self: Hashname): RoutingTable {
  const known = tables.get(self);
  if (known !== undefined) return known;
  const table = new RoutingTable(self);
  for (let bucket = BUCKETS - 1; bucket >= 0; bucket--) {
    const first = placeOf(hashnameInBucket(self, bucket, LOWEST));
    const end = placeOf(hashnameInBucket(self, bucket, HIGHEST));
    for (const hashname of pickOf(first, end)) table.add(linkTo(hashname));
    if (end - first === 0 && placeOf(self) === first && isAlone(self, first)) break;
  }
  tables.set(self, table);
  return table;
}

/** Whether nobody is left who is nearer than the bucket just looked at. */
function isAlone(self: Hashname, place: number): boolean {
  const prefix = self.slice(0, 16);
  return names[place + 1]?.startsWith(prefix) !== true && names[place - 1]?.startsWith(prefix) !== true;
}

function linkTo(hashname: Hashname) {
  const times = { sinceMs: dice.ratio(), lastReceivedAtMs: 0, lastSentAtMs: 0 };
  return { hashname, isSeed: true, bridges: [], isRequested: false, ...times };
}

/** k of the names from place `first` to before `end`, or all. */
function pickOf(first: number, end: number): ReadonlySet<Hashname> {
  const picked = new Set<Hashname>();
  while (picked.size < Math.min(BUCKET_SIZE, end - first)) {
    const name = names[end - first <= BUCKET_SIZE ? first + picked.size : Math.floor(dice.between(first, end))];
    if (name !== undefined) picked.add(name);
  }
  return picked;
}

/** How many names are lower. */
function placeOf(hashname: Hashname): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle] ?? hashname) < hashname) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pickPresent(): Hashname {
  for (;;) {
    const name = names[Math.floor(dice.ratio() * names.length)];
    if (name !== undefined && !gone.has(name)) return name;
  }
}

function freshHashname(): Hashname {
  let text = '';
  while (text.length < 2 * HASHNAME_BYTES) text += dice.next().toString(16).padStart(8, '0');
  return text as Hashname; // 64 hex digits
}

function bound(): string {
  return (Math.log2(nodeCount) / 3 + 2).toFixed(1);
}
