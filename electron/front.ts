import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, protocol, systemPreferences } from 'electron';
import type { Behind } from './app.ts';
import { describeError } from './messenger/describe-error.ts'; // not index.ts, which is the whole messenger
import { type CommandLine, readCommandLine } from './shell/command-line.ts';
import { type DataPlace, prepareDataPlace } from './shell/data-place.ts';
import { type DeepLinks, openDeepLinks } from './shell/deep-links.ts';
import { openSpelling } from './shell/desktop/spelling.ts';
import { hasTrayHost } from './shell/desktop/tray-host.ts';
import { createDevicePermissions, type Device } from './shell/device-permissions.ts';
import { firstDress } from './shell/first-dress.ts';
import { createLogger, type Logger } from './shell/log.ts';
import { denyNavigation, PRIVILEGED_SCHEMES } from './shell/security.ts';
import { openPageSession } from './shell/sessions.ts';
import { openSettings } from './shell/shell-settings.ts';
import { createThemeChoice } from './shell/theme.ts';
import { focusWindow, openMainWindow } from './shell/windows.ts';
import { createZoom } from './shell/zoom.ts';
import { type ThreadsAhead, threadsAhead } from './storage/start-ahead.ts';

/**
 * Reads the command line and opens the window. All else is put together in app.ts, which is read while Chromium makes the window's
 * process; so nothing here may need a library that is large.
 */

/** A command line that can't be meant, as other programs say it. */
const EXIT_USAGE = 2;

/** Whatever any part of the program writes is its owner's alone. */
const OWNER_ONLY = 0o077;

/** As the packages are registered (build/electron-builder.config.mjs). */
const APP_ID = 'chat.hashline.desktop';

/** Run from a checkout, by a developer or by a test. */
const isDevelopment = !app.isPackaged;

/** What the build made: pages, preloads, the storage worker. */
const builtFolder = join(app.getAppPath(), 'out');

/** The one window, while there is one. */
let mainWindow: BrowserWindow | undefined;

const commandLine = readCommandLine(process.argv, process.cwd());
if (commandLine.ok) begin(commandLine.value);
else refuse(commandLine.error);

function refuse(why: string): void {
  process.stderr.write(`${why}\n`);
  app.exit(EXIT_USAGE);
}

interface Begun {
  readonly options: CommandLine;
  readonly place: DataPlace;
  readonly log: Logger;
  readonly links: DeepLinks;
  readonly threads: ThreadsAhead;
}

/** What must happen before Electron is ready. */
function begin(options: CommandLine): void {
  process.umask(OWNER_ONLY);
  app.setAppUserModelId(APP_ID); // Windows: whose notifications and task bar entry these are
  const place = prepareDataPlace(options.dataFolder ?? join(app.getPath('appData'), 'Hashline'));
  const log = createLogger(place.logFolder, describeError);
  reportStrays(log);
  app.setPath('userData', place.electronFolder);
  // Chromium refuses its sandbox to root, who must start it with --no-sandbox (build/electron-runtime.mjs).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged(PRIVILEGED_SCHEMES);
  const links = openDeepLinks(app, {
    first: options.link,
    isUsualFolder: options.dataFolder === undefined,
    onSecondStart: () => mainWindow !== undefined && focusWindow(mainWindow),
  });
  if (links === undefined) {
    app.exit(); // the copy that runs already has our link, and shows itself
    return;
  }
  // A thread takes about as long to begin as Electron: they begin together.
  const threads = threadsAhead(join(builtFolder, 'main', 'storage-worker.cjs'));
  threads.startOne();
  app
    .whenReady()
    .then(() => run({ options, place, log, links, threads }))
    .catch((error: unknown) => {
      log.bug('starting', error);
      app.exit(1);
    });
}

/** A mistake we did not foresee must not take the window away: what is on disk is whole, and the log says what it was. */
function reportStrays(log: Logger): void {
  process.on('uncaughtException', (error) => log.bug('uncaught', error));
  process.on('unhandledRejection', (error) => log.bug('unhandled rejection', error));
}

/** The window first, then what it shows: until that is here it needs nothing but its own files. */
async function run(begun: Begun): Promise<void> {
  const { options, place, log } = begun;
  // Asked beside the rest, for the session bus takes its time.
  const askedForTray = Promise.resolve(options.hasTray ?? hasTrayHost(process.platform, process.env));
  denyNavigation(app, log);
  const settings = openSettings(place.electronFolder);
  const zoom = createZoom(settings);
  const theme = createThemeChoice(nativeTheme, settings, options.theme);
  const devices = createDevicePermissions(askSystemFor);
  // What the page still asked for when its window closed may find the store shut: that is no mistake.
  const reportBug: Logger['bug'] = (where, error) =>
    mainWindow === undefined ? undefined : log.bug(`page: ${where}`, error);
  let behind: Behind | undefined;
  const page = openPageSession({
    ...{ devices, isDevelopment, reportBug },
    pagesFolder: join(builtFolder, 'renderer'),
    photos: () => behind?.photos,
    dress: () =>
      firstDress(settings.read(), app.getPreferredSystemLanguages(), {
        isDark: nativeTheme.shouldUseDarkColors,
        isHighContrast: nativeTheme.shouldUseHighContrastColors,
        isStill: systemPreferences.getAnimationSettings().prefersReducedMotion,
      }),
  });
  const spelling = openSpelling({
    ...{ platform: process.platform, session: page, folder: place.electronFolder, warn: log.warn },
  });
  const window = openMainWindow({
    ...{ session: page, isDevelopment, settings, theme, zoom, log },
    preload: join(builtFolder, 'preload', 'preload.cjs'),
    isHidden: options.isHidden === true && (await askedForTray),
    words: (key, values) => behind?.words(key, values) ?? '',
    holdsBack: () => behind?.holdsBack() === true,
  });
  mainWindow = window;
  window.once('closed', () => {
    mainWindow = undefined;
  });
  await documentOf(window); // it needs nothing else to be painted, and is painted while the rest is read
  if (mainWindow === undefined) {
    place.release();
    app.exit(); // closed before there was anything to stop
    return;
  }
  const { putTogether } = await import('./app.ts'); // in this same turn: before the page has a script that could ask for anything
  behind = putTogether({
    ...begun,
    ...{ settings, zoom, theme, devices, page, spelling },
    ...{ askedForTray, reportBug, builtFolder, isDevelopment, refuse },
    opened: window,
    window: () => mainWindow,
  });
}

/** Resolves when the window has its document, or can have none. */
function documentOf(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => resolve();
    window.webContents.once('did-navigate', settle);
    window.webContents.once('did-fail-load', settle);
    window.once('closed', settle);
  });
}

/** macOS asks the person once, in its own words; elsewhere our page's own refusal is the only one. */
async function askSystemFor(device: Device): Promise<boolean> {
  return process.platform !== 'darwin' || (await systemPreferences.askForMediaAccess(device));
}
