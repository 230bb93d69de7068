import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { LOG_FILE_BYTES_MAX } from './limits.ts';

/** One line at a time, without texts, names, keys or addresses: whoever helps a person may be sent the whole log. */
export interface Logger {
  info(line: string): void;
  warn(line: string): void;
  /** A mistake of ours. Of the error only its kind and where it happened are kept: its words may quote a message. */
  bug(where: string, error: unknown): void;
}

const LOG_FILE = 'hashline.log';

/** Logs to stderr, and to `folder` if there is one: one file and the one before it, readable by its owner only. `describe`: what may be said of an error. */
export function createLogger(folder: string | undefined, describe: (error: unknown) => string): Logger {
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
    bug: (where, error) => log.error(oneLine(`${where}: ${describe(error)}`)),
  };
}

/** A line break in a line would let one entry look like two. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' | ');
}
