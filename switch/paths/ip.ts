/** Textual IP addresses to bytes and back: 4 bytes or 16 (RFC 4291 section 2.2, written as RFC 5952 has it). */

const [DOT, ZERO, NINE] = [0x2e, 0x30, 0x39];
const GROUP_PATTERN = /^[0-9a-f]{1,4}$/i;
const IPV6_GROUPS = 8;
/** Longest text of an address, an embedded IPv4 one included. */
const IP_CHARS_MAX = 45;
/** ::ffff:0:0/96, under which IPv6 sockets show IPv4 addresses. */
const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0xffff];

/** Undefined if `text` is no address. An IPv4 address in IPv6 clothes comes out as its 4 bytes. */
export function parseIp(text: string): Uint8Array | undefined {
  if (text.length > IP_CHARS_MAX) return undefined;
  if (!text.includes(':')) return parseIpv4(text);
  const groups = parseGroups(text);
  if (groups === undefined) return undefined;
  const isMapped = MAPPED_PREFIX.every((group, index) => groups[index] === group);
  const bytes = Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
  return isMapped ? bytes.slice(12) : bytes;
}

/** The one spelling of an address, so that two of them can be compared as text. */
export function formatIp(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: IPV6_GROUPS }, (_, index) => groupAt(bytes, index).toString(16));
  const [start, length] = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** Whether both addresses are of one family and agree in their first `prefixLength` bits. */
export function sharePrefix(a: Uint8Array, b: Uint8Array, prefixLength: number): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index * 8 < prefixLength; index++) {
    const bits = Math.min(8, prefixLength - index * 8);
    const mask = (0xff00 >> bits) & 0xff;
    if (((a[index] ?? 0) & mask) !== ((b[index] ?? 0) & mask)) return false;
  }
  return true;
}

function parseIpv4(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(4);
  let [count, number, digits] = [0, 0, 0];
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : DOT;
    if (code === DOT) {
      if (digits === 0 || number > 255 || count === 4) return undefined;
      bytes[count++] = number;
      [number, digits] = [0, 0];
    } else {
      const isLeadingZero = digits === 1 && number === 0; // which some would read as octal
      if (code < ZERO || code > NINE || digits === 3 || isLeadingZero) return undefined;
      number = number * 10 + code - ZERO;
      digits++;
    }
  }
  return count === 4 ? bytes : undefined;
}

/** The eight groups of an IPv6 address. */
function parseGroups(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseHalf(halves[0] ?? '', halves.length === 1);
  const tail = parseHalf(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = IPV6_GROUPS - head.length - tail.length;
  const isComplete = halves.length === 1 ? missing === 0 : missing >= 1;
  return isComplete ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

/** Groups on one side of `::`. Only the very last ones of an address may be written as an IPv4 address. */
function parseHalf(text: string, isLast: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const embedded = last.includes('.') ? parseIpv4(last) : undefined;
  if (last.includes('.') && (embedded === undefined || !isLast)) return undefined;
  const plain = embedded === undefined ? parts : parts.slice(0, -1);
  if (!plain.every((part) => GROUP_PATTERN.test(part))) return undefined;
  const groups = plain.map((part) => Number.parseInt(part, 16));
  return embedded === undefined ? groups : [...groups, groupAt(embedded, 0), groupAt(embedded, 1)];
}

function groupAt(bytes: Uint8Array, index: number): number {
  return ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0);
}

/** Where the longest run of zero groups begins, the first of equal ones, and its length. */
function longestZeros(groups: readonly string[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0];
  let length = 0;
  groups.forEach((group, index) => {
    length = group === '0' ? length + 1 : 0;
    if (length > best[1]) best = [index - length + 1, length];
  });
  return best;
}
