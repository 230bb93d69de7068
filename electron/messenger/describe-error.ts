import { LOG_FRAMES_MAX } from './limits.ts';

const WORD = /^(?:[A-Z][A-Z0-9_]{1,40}|[a-z]+(?:-[a-z]+){1,4})$/;

/**
 * What a log may say of an error: kind, system code and stack, without the folders of this machine, and without its message unless its class
 * vouches for that by `isSafeToLog`.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  // Node's errors have a code and our store's a reason, each a word of a fixed list; anything else is left out.
  const { code, reason } = error as { readonly code?: unknown; readonly reason?: unknown };
  const codeText = [code, reason]
    .map((word) => (typeof word === 'string' && WORD.test(word) ? ` ${word}` : ''))
    .join('');
  const words = 'isSafeToLog' in error && error.isSafeToLog === true ? ` ${error.message}` : '';
  return `${error.name}${codeText}${words}${framesOf(error)
    .map((frame) => ` < ${frame}`)
    .join('')}`;
}

/** A frame as V8 writes it: "at function (file:line:column)" or "at file:line:column". */
const FRAME = /^\s+at (?:[\w$.<>[\] ]+ \()?[^()]*:\d+:\d+\)?$/;

/** `function (file:line:column)` for the innermost frames, with the file's name alone. */
function framesOf(error: Error): string[] {
  // The message stands before the frames, and may have lines that look like one.
  const lines = (error.stack ?? '').replace(error.message, '').split('\n');
  return lines
    .filter((line) => FRAME.test(line))
    .slice(0, LOG_FRAMES_MAX)
    .map((line) =>
      line
        .trim()
        .slice('at '.length)
        .replace(/(\(|^)[^()]*[\\/]([^\\/()]+)/, '$1$2'),
    );
}
