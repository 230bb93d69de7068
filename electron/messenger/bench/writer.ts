import { randomBytes } from 'node:crypto';
import type { ContactRow, EventRow } from '../../storage/index.ts';
import { encodeCanonical } from '../log/canonical-json.ts';
import { buildEvent } from '../log/event.ts';
import { wordsOfBody } from '../search/search-words.ts';

/** Different words in all. */
const WORDS = 20_000;

/** Common words are common: the number of a word goes with the inverse of its rank. */
export function wordOf(n: number): string {
  const rank = Math.floor(WORDS ** (((n * 2_654_435_761) % 65_536) / 65_536));
  return `w${(rank * 48_271).toString(36)}`;
}

/** What one contact writes, one event after the other. */
export class Writer {
  private seq = 0;
  private prev: string | undefined;
  private readonly log = Buffer.from(randomBytes(8)).toString('hex');

  constructor(
    private readonly contact: ContactRow,
    private readonly own: string,
    private readonly n: number,
  ) {}

  next(turn: number): EventRow {
    const at = 1_600_000_000_000 + turn * 1_000;
    const words = Array.from({ length: 8 }, (_, index) => wordOf(turn * 31 + index * 1_009 + this.n));
    const body = encodeCanonical({ text: words.join(' ') });
    const { conv } = this.contact;
    const by = this.n % 3 === 1 ? this.own : this.contact.device;
    const fields = {
      conv,
      by,
      log: this.log,
      seq: this.seq,
      prev: this.prev,
      after: [],
      at,
      kind: 'text',
      must: false,
    };
    const event = buildEvent({ ...fields, of: undefined, re: undefined }, body);
    this.prev = event.id;
    this.seq += 1;
    return {
      ...fields,
      id: event.id,
      of: undefined,
      head: event.headBytes,
      body,
      own: undefined,
      sig: undefined,
      blobs: [],
      t: at,
      storedAtMs: at,
      words: wordsOfBody('text', body),
    };
  }
}
