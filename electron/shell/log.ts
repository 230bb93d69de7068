import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { LOG_FILE_BYTES_MAX, LOG_FRAMES_MAX } from './limits.ts';

/** One line at a time, without texts, names, keys or addresses: whoever helps a person may be sent the whole log. */
export interface Logger {
  info(line: string): void;
  warn(line: string): void;
  /** A mistake of ours. Of the error only its kind and where it happened are kept: its words may quote a message. */
  bug(where: string, error: unknown): void;
}

const LOG_FILE = 'hashline.log';

/** Logs to stderr, and to `folder` if there is one: one file and the one before it, readable by its owner only. */
export function createLogger(folder: string | undefined): Logger {
  const log = electronLog.create({ logId: 'hashline' });
  const { console: consoleTransport, file } = log.transports;
  consoleTransport.level = 'info';
  consoleTransport.useStyles = false;
  consoleTransport.format = '[{level}] {text}';
  // stdout is nobody's log.
  consoleTransport.writeFn = ({ message }) => process.stderr.write(`${message.data.join(' ')}\n`);
  if (folder === undefined) {
    file.level = false;
  } else {
    file.level = 'info';
    file.format = '{iso} [{level}] {text}';
    file.maxSize = LOG_FILE_BYTES_MAX;
    file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
    file.resolvePathFn = () => join(folder, LOG_FILE);
  }
  return {
    info: (line) => log.info(oneLine(line)),
    warn: (line) => log.warn(oneLine(line)),
    bug: (where, error) => log.error(oneLine(`${where}: ${describeError(error)}`)),
  };
}

/** A line break in a line would let one entry look like two. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' | ');
}

const WORD = /^(?:[A-Z][A-Z0-9_]{1,40}|[a-z]+(?:-[a-z]+){1,4})$/;

/**
 * Kind, system code and stack of an error, without the folders of this machine, and without its message unless its class
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
