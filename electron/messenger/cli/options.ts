import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `A messenger without a window, driven by one JSON object a line over stdin and stdout.

  --data DIR               where everything is kept (needed)
  --listen ADDRESS[:PORT]  UDP address (every one) and port (the one used last); IPv6 in brackets
  --seeds FILE             a seeds.json: switches through which others are found
  --passphrase-file FILE   its first line opens the store, if that has a passphrase
  --log                    tells what the messenger notes, as events
  --help                   this

electron/messenger/cli/README.md has the actions and events.
`;

export interface CliOptions {
  /** Absolute, like every path here. */
  readonly dataFolder: string;
  readonly listen: { readonly ip: string; readonly port?: number } | undefined;
  readonly seedsFile: string | undefined;
  readonly passphraseFile: string | undefined;
  readonly isLogTold: boolean;
}

export type OptionsResult =
  | { readonly ok: true; readonly value: CliOptions | 'help' }
  /** A sentence. */
  | { readonly ok: false; readonly error: string };

const PORT_MAX = 65_535;

export function readOptions(args: readonly string[], folder: string): OptionsResult {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { ok: false, error: parsed };
  if (parsed.help === true) return { ok: true, value: 'help' };
  if (parsed.data === undefined || parsed.data === '') return { ok: false, error: '--data DIR is missing.' };
  const listen = parsed.listen === undefined ? undefined : readListen(parsed.listen);
  if (parsed.listen !== undefined && listen === undefined) {
    return { ok: false, error: '--listen is ADDRESS or ADDRESS:PORT, IPv6 in brackets.' };
  }
  const place = (file: string | undefined) => (file === undefined ? undefined : resolve(folder, file));
  return {
    ok: true,
    value: {
      dataFolder: resolve(folder, parsed.data),
      listen,
      seedsFile: place(parsed.seeds),
      passphraseFile: place(parsed['passphrase-file']),
      isLogTold: parsed.log === true,
    },
  };
}

function parse(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    listen: { type: 'string' },
    seeds: { type: 'string' },
    'passphrase-file': { type: 'string' },
    log: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error); // it names the option
  }
}

/** `127.0.0.1`, `127.0.0.1:4242`, `::1`, `[::1]:4242`. */
function readListen(text: string): CliOptions['listen'] {
  if (isIP(text) !== 0) return { ip: text };
  const [, six, four, port] = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const ip = six ?? four;
  if (ip === undefined || isIP(ip) === 0) return undefined;
  if (port === undefined) return { ip };
  return Number(port) <= PORT_MAX ? { ip, port: Number(port) } : undefined;
}
