import type { Readable } from 'node:stream';
import { LINE_BYTES_MAX } from './limits.ts';

const NEWLINE = 10;

/** One line, or the word that it was longer than any action is. Such a line is not kept in memory. */
export type InputLine = { readonly text: string } | { readonly tooLong: true };

/** The lines of a stream. Nothing is read ahead while the caller is busy with a line. */
export async function* linesOf(input: Readable): AsyncGenerator<InputLine> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    let rest: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield length + end > LINE_BYTES_MAX
        ? { tooLong: true }
        : { text: Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8') };
      rest = rest.subarray(end + 1);
      pieces = [];
      length = 0;
    }
    length += rest.length;
    if (length > LINE_BYTES_MAX) pieces = [];
    else pieces.push(rest);
  }
  if (length > 0) yield length > LINE_BYTES_MAX ? { tooLong: true } : { text: Buffer.concat(pieces).toString('utf8') };
}
