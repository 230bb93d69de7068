import { createHash } from 'node:crypto';
import { fail, ok, type Path, type Result } from '../../../switch/index.ts';
import { keyOfModulus, MODULUS_BYTES } from '../identity/rsa-identity.ts';
import { INVITE_NAME_BYTES_MAX, INVITE_PATHS_MAX, INVITE_SECRET_BYTES, INVITE_SEEDS_MAX } from '../limits.ts';
import { decodePath, encodePath } from './ip-bytes.ts';

/** What an invite says (WIRE.md "Invite"). */
export interface Invite {
  readonly modulus: Uint8Array;
  readonly name: string;
  readonly paths: readonly Path[];
  /** 16 bytes, good for one person once. */
  readonly secret: Uint8Array;
  /** Seconds since 1970 UTC, by the inviter's clock, which alone decides. */
  readonly expiresAtS: number;
  readonly seeds: readonly InviteSeed[];
  /** The person whose later device this is, 64 hex digits, to be proven in `_hello`; undefined: the device itself. */
  readonly person?: string;
  /** Shown on a screen right now: who scans it there knows whose it is. Absent: it is not. */
  readonly isLive?: true;
}

export interface InviteSeed {
  readonly modulus: Uint8Array;
  readonly path: Path;
}

export type InviteBytesProblem = 'truncated' | 'mangled' | 'newer-version';

const INVITE_VERSION = 1;
const FLAG_SEEDS = 1;
const FLAG_PERSON = 2;
const FLAG_LIVE = 4;
const FLAGS_MAX = FLAG_SEEDS + FLAG_PERSON + FLAG_LIVE;
const PERSON_BYTES = 32;
const CHECKSUM_BYTES = 4;
const CHECKSUM_TAG = 'hashline/invite/1\n';

export function encodeInvite(invite: Invite): Uint8Array {
  const name = cutName(invite.name);
  const paths = invite.paths.map(encodePath).filter((path) => path !== undefined);
  const person = Buffer.from(invite.person ?? '', 'hex');
  const flags =
    (invite.seeds.length > 0 ? FLAG_SEEDS : 0) +
    (person.length > 0 ? FLAG_PERSON : 0) +
    (invite.isLive === true ? FLAG_LIVE : 0);
  const expiry = Buffer.alloc(4);
  expiry.writeUInt32BE(invite.expiresAtS);
  const content = Buffer.concat([
    Uint8Array.of(INVITE_VERSION, flags),
    invite.modulus,
    Uint8Array.of(name.length),
    name,
    list(paths.slice(0, INVITE_PATHS_MAX)),
    invite.secret,
    expiry,
    person,
    ...((flags & FLAG_SEEDS) === 0 ? [] : [list(encodeSeeds(invite.seeds))]),
  ]);
  return new Uint8Array(Buffer.concat([content, checksum(content)]));
}

/**
 * Reads an invite from the front of `bytes`; what follows its checksum is ignored, because the text around it may look
 * like more of it. Of another version only the checksum at the very end is known, which tells newer from mangled.
 */
export function decodeInvite(bytes: Uint8Array): Result<Invite, InviteBytesProblem> {
  if (bytes.length === 0) return fail('truncated');
  if (bytes[0] !== INVITE_VERSION) return fail(isWholeAtEnd(bytes) ? 'newer-version' : 'mangled');
  const reader = new InviteReader(bytes);
  const invite = readFields(reader);
  if (invite === 'cut') return fail('truncated');
  if (invite === 'wrong') return fail('mangled');
  const content = bytes.subarray(0, reader.offset);
  const sum = reader.take(CHECKSUM_BYTES);
  if (sum === undefined) return fail('truncated');
  return Buffer.compare(sum, checksum(content)) === 0 ? ok(invite) : fail('mangled');
}

/** UTF-8 of the name, at most 40 bytes, cut between two characters. */
export function cutName(name: string): Uint8Array {
  const encoder = new TextEncoder();
  let cut = '';
  let length = 0;
  for (const character of name) {
    length += encoder.encode(character).length;
    if (length > INVITE_NAME_BYTES_MAX) break;
    cut += character;
  }
  return encoder.encode(cut);
}

function encodeSeeds(seeds: readonly InviteSeed[]): Uint8Array[] {
  return seeds.slice(0, INVITE_SEEDS_MAX).flatMap((seed) => {
    const path = encodePath(seed.path);
    return path === undefined ? [] : [new Uint8Array(Buffer.concat([seed.modulus, path]))];
  });
}

function list(items: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([Uint8Array.of(items.length), ...items]));
}

function checksum(content: Uint8Array): Uint8Array {
  return createHash('sha256').update(CHECKSUM_TAG).update(content).digest().subarray(0, CHECKSUM_BYTES);
}

function isWholeAtEnd(bytes: Uint8Array): boolean {
  if ((bytes[0] ?? 0) <= INVITE_VERSION || bytes.length <= CHECKSUM_BYTES) return false;
  const end = bytes.length - CHECKSUM_BYTES;
  return Buffer.compare(bytes.subarray(end), checksum(bytes.subarray(0, end))) === 0;
}

/** Every field in order; `cut` as soon as the bytes end, `wrong` as soon as one can't be. */
function readFields(reader: InviteReader): Invite | 'cut' | 'wrong' {
  reader.take(1);
  const flags = reader.byte();
  const modulus = reader.take(MODULUS_BYTES);
  const nameLength = reader.byte();
  if (flags === undefined || modulus === undefined || nameLength === undefined) return 'cut';
  if (flags > FLAGS_MAX || keyOfModulus(modulus) === undefined || nameLength > INVITE_NAME_BYTES_MAX) return 'wrong';
  const name = reader.take(nameLength);
  if (name === undefined) return 'cut';
  const paths = reader.list(INVITE_PATHS_MAX, () => reader.path());
  if (typeof paths === 'string') return paths;
  const secret = reader.take(INVITE_SECRET_BYTES);
  const expiry = reader.take(4);
  if (secret === undefined || expiry === undefined) return 'cut';
  const person = (flags & FLAG_PERSON) === 0 ? undefined : reader.take(PERSON_BYTES);
  if (person === undefined && (flags & FLAG_PERSON) !== 0) return 'cut';
  const seeds = (flags & FLAG_SEEDS) !== 0 ? reader.list(INVITE_SEEDS_MAX, () => reader.seed()) : [];
  if (typeof seeds === 'string') return seeds;
  const text = readText(name);
  if (text === undefined) return 'wrong';
  const invite = { modulus, name: text, paths, secret, expiresAtS: Buffer.from(expiry).readUInt32BE(), seeds };
  const live = (flags & FLAG_LIVE) === 0 ? {} : ({ isLive: true } as const);
  return { ...invite, ...(person === undefined ? {} : { person: Buffer.from(person).toString('hex') }), ...live };
}

function readText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // not UTF-8: TextDecoder knows no other way to say so
  }
}

class InviteReader {
  offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number | undefined {
    return this.take(1)?.[0];
  }

  take(length: number): Uint8Array | undefined {
    if (this.offset + length > this.bytes.length) return undefined;
    this.offset += length;
    return this.bytes.slice(this.offset - length, this.offset);
  }

  path(): Path | 'cut' | 'wrong' {
    const read = decodePath(this.bytes, this.offset);
    if (typeof read === 'string') return read;
    this.offset += read.length;
    return read.path;
  }

  seed(): InviteSeed | 'cut' | 'wrong' {
    const modulus = this.take(MODULUS_BYTES);
    if (modulus === undefined) return 'cut';
    if (keyOfModulus(modulus) === undefined) return 'wrong';
    const path = this.path();
    return typeof path === 'string' ? path : { modulus, path };
  }

  list<T extends object>(max: number, item: () => T | 'cut' | 'wrong'): readonly T[] | 'cut' | 'wrong' {
    const count = this.byte();
    if (count === undefined) return 'cut';
    if (count > max) return 'wrong';
    const items: T[] = [];
    for (let index = 0; index < count; index++) {
      const read = item();
      if (typeof read === 'string') return read;
      items.push(read);
    }
    return items;
  }
}
