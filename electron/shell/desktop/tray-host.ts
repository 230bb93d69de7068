import { execFile } from 'node:child_process';
import { TRAY_QUESTION_TIMEOUT_MS } from '../limits.ts';

/** Runs a program and answers what it printed; undefined if it is not there, failed or took too long. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | undefined>;

const WATCHER = 'org.kde.StatusNotifierWatcher';

/** The same question to the session bus, by whichever program is installed. */
const QUESTIONS: readonly (readonly [string, readonly string[]])[] = [
  [
    'gdbus',
    [
      ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
      ...['--method', 'org.freedesktop.DBus.NameHasOwner', WATCHER],
    ],
  ],
  [
    'dbus-send',
    [
      ...['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
      ...['org.freedesktop.DBus.NameHasOwner', `string:${WATCHER}`],
    ],
  ],
];

/**
 * Whether somebody draws a notification area. Windows and macOS always do. On Linux some desktops have none, and a window that
 * hides there could not be found again; Electron can't tell, so the session bus is asked. In doubt: no.
 */
export async function hasTrayHost(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  ask: Ask = askProgram,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  // Without an address these programs would start a bus of their own.
  if (env.DBUS_SESSION_BUS_ADDRESS === undefined) return false;
  for (const [program, args] of QUESTIONS) {
    const answer = await ask(program, args);
    if (answer !== undefined) return /\btrue\b/.test(answer);
  }
  return false;
}

const askProgram: Ask = (program, args) =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: TRAY_QUESTION_TIMEOUT_MS }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
