import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { HIDDEN_SWITCH } from './desktop/start-with-system.ts';
import { findLink } from './link.ts';

/** What the command line asks for. Absent: the usual. */
export interface CommandLine {
  /** Absolute. */
  readonly dataFolder?: string;
  readonly listen?: { readonly ip: string; readonly port?: number };
  /** A seeds.json: switches through which others are found. Absolute. */
  readonly seedsFile?: string;
  /** For this run only. */
  readonly theme?: ThemeName;
  /** Whether there is a notification area to wait in; absent: look. */
  readonly hasTray?: boolean;
  /** Started by the system, out of sight. */
  readonly isHidden?: boolean;
  /** The `hashline:` link the app was opened with. */
  readonly link?: string;
}

export type ThemeName = 'system' | 'light' | 'dark';

export type CommandLineResult =
  | { readonly ok: true; readonly value: CommandLine }
  | { readonly ok: false; readonly error: string };

const PORT_MAX = 65_535;

/**
 * Reads `--data DIR`, `--listen ADDRESS[:PORT]`, `--seeds FILE`, `--theme NAME` and `--tray yes|no`, also as `--name=value`,
 * `--hidden`, and a link. All else is
 * Chromium's or the developer tools' and left alone; a value that can't be meant is an error in words.
 */
export function readCommandLine(argv: readonly string[], workingFolder: string): CommandLineResult {
  const options = new Map<string, string>();
  for (const name of ['data', 'listen', 'seeds', 'theme', 'tray']) {
    const value = optionValue(argv, name);
    if (value === '') return { ok: false, error: `--${name} needs a value.` };
    if (value !== undefined) options.set(name, value);
  }

  const data = options.get('data');
  const seeds = options.get('seeds');
  const theme = options.get('theme');
  if (theme !== undefined && theme !== 'system' && theme !== 'light' && theme !== 'dark') {
    return { ok: false, error: `--theme is system, light or dark, not "${theme}".` };
  }
  const tray = options.get('tray');
  if (tray !== undefined && tray !== 'yes' && tray !== 'no') {
    return { ok: false, error: `--tray is yes or no, not "${tray}".` };
  }
  const listenText = options.get('listen');
  const listen = listenText === undefined ? undefined : readListen(listenText);
  if (listenText !== undefined && listen === undefined) {
    return { ok: false, error: `--listen is ADDRESS or ADDRESS:PORT (IPv6 in brackets), not "${listenText}".` };
  }
  const link = findLink(argv);
  return {
    ok: true,
    value: {
      ...(data !== undefined && { dataFolder: resolve(workingFolder, data) }),
      ...(listen !== undefined && { listen }),
      ...(seeds !== undefined && { seedsFile: resolve(workingFolder, seeds) }),
      ...(theme !== undefined && { theme }),
      ...(tray !== undefined && { hasTray: tray === 'yes' }),
      ...(argv.includes(HIDDEN_SWITCH) && { isHidden: true }),
      ...(link !== undefined && { link }),
    },
  };
}

/** The value after `--name` or `--name=`; empty if it is missing. */
function optionValue(argv: readonly string[], name: string): string | undefined {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith(`--${name}=`)) return argument.slice(name.length + 3);
    if (argument !== `--${name}`) continue;
    const value = argv[index + 1];
    return value === undefined || value.startsWith('--') ? '' : value;
  }
  return undefined;
}

/** `127.0.0.1`, `127.0.0.1:4242`, `::1`, `[::1]`, `[::1]:4242`. */
function readListen(text: string): { readonly ip: string; readonly port?: number } | undefined {
  if (isIP(text) !== 0) return { ip: text };
  const parts = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+))(?::(\d{1,5}))?$/i.exec(text);
  const ip = parts?.[1] ?? parts?.[2];
  if (parts === null || ip === undefined || isIP(ip) === 0) return undefined;
  if (parts[3] === undefined) return { ip };
  const port = Number(parts[3]);
  return port <= PORT_MAX ? { ip, port } : undefined;
}
