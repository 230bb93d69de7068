import './shell/web-crypto.ts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  ipcMain,
  nativeTheme,
  protocol,
  safeStorage,
  systemPreferences,
} from 'electron';
import { nodeSwitchFactory } from '../switch/io/index.ts';
import { type BridgeHost, sendEvent, serveBridge, serveLending } from './bridge/serve.ts';
import {
  beginAnew,
  type ImagePort,
  type MessengerParts,
  machineName,
  type OpenResult,
  openMessenger,
  restoreFromFullCopy,
  restoreFromRescueFile,
  systemClock,
} from './messenger/index.ts';
import { type AppServiceParts, createAppService } from './shell/app-service.ts';
import { desktopCalls } from './shell/calls/desktop.ts';
import type { Restores } from './shell/calls/start.ts';
import { type CommandLine, readCommandLine } from './shell/command-line.ts';
import { createConsent } from './shell/consent.ts';
import { type DataPlace, prepareDataPlace } from './shell/data-place.ts';
import { type DeepLinks, openDeepLinks } from './shell/deep-links.ts';
import { type OpenDesktop, openDesktop } from './shell/desktop/open-desktop.ts';
import { hasTrayHost } from './shell/desktop/tray-host.ts';
import { createDevicePermissions, type Device } from './shell/device-permissions.ts';
import { Gestures } from './shell/gestures.ts';
import { createHome, type Home } from './shell/home.ts';
import { createImageQueue } from './shell/image-queue.ts';
import { openImageWindow } from './shell/image-window.ts';
import { createKeyProtector } from './shell/key-protector.ts';
import { STOP_TIMEOUT_MS } from './shell/limits.ts';
import { createLogger, type Logger } from './shell/log.ts';
import { createLook } from './shell/look.ts';
import { setApplicationMenu } from './shell/menu.ts';
import { PassingCopies } from './shell/outside/passing-copies.ts';
import { askConsent, createOutsideSystem } from './shell/outside/system.ts';
import { createPicks } from './shell/picks.ts';
import { denyNavigation, isFromMainPage, PRIVILEGED_SCHEMES } from './shell/security.ts';
import { findSeeds, portableFolder, type SeedList, type SeedPlaces } from './shell/seed-list.ts';
import { openSessions } from './shell/sessions.ts';
import { openSettings } from './shell/shell-settings.ts';
import { stopInReverse } from './shell/stopping.ts';
import { createThemeChoice } from './shell/theme.ts';
import { createUnlocking, type Unlocking } from './shell/unlocking.ts';
import { readRelease } from './shell/updates/release.ts';
import { focusWindow, openMainWindow } from './shell/windows.ts';
import { createWords, shellLocale } from './shell/words.ts';
import { createZoom } from './shell/zoom.ts';

/**
 * The composition root: reads the command line, builds each part, serves the bridge, opens the window, and stops all in
 * reverse. What the parts do is their own affair.
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

/** What must happen before Electron is ready. */
function begin(options: CommandLine): void {
  process.umask(OWNER_ONLY);
  app.setAppUserModelId(APP_ID); // Windows: whose notifications and task bar entry these are
  const place = prepareDataPlace(options.dataFolder ?? join(app.getPath('appData'), 'Hashline'));
  const log = createLogger(place.logFolder);
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
  app
    .whenReady()
    .then(() => run(options, place, log, links))
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

async function run(options: CommandLine, place: DataPlace, log: Logger, links: DeepLinks): Promise<void> {
  const found = await findSeeds(seedPlaces(options.seedsFile), log.warn);
  if (!found.ok) {
    refuse(found.error);
    return;
  }
  log.info(`app: Hashline ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform}`);
  log.info(`seeds: ${found.value.seeds.length}, ${found.value.from}`);
  // Asked beside the rest, for the session bus takes its time.
  const askedForTray = options.hasTray ?? hasTrayHost(process.platform, process.env);
  denyNavigation(app, log);
  const settings = openSettings(place.electronFolder);
  const zoom = createZoom(settings);
  const theme = createThemeChoice(nativeTheme, settings, options.theme);

  const words = createWords(() => shellLocale(settings.read().language, app.getPreferredSystemLanguages()));
  const host = bridgeHost(log);
  const devices = createDevicePermissions(askSystemFor);
  const gestures = new Gestures(() => performance.now());
  const consent = createConsent(gestures, (question) => askConsent(mainWindow, words, question));
  const send: AppServiceParts['send'] = (name, payload) => sendEvent(host, name, payload);
  const showMenu = () =>
    setApplicationMenu({
      ...{ platform: process.platform, isDevelopment, zoom, words },
      choose: (command) => {
        gestures.note();
        send('menuChosen', { command });
      },
    });
  showMenu();
  const unlocking = createUnlocking(() => service.locked());
  const copies = new PassingCopies(join(place.electronFolder, 'copies'), systemClock.after);
  await copies.clear(); // of a run that crashed
  const service = createAppService({
    version: app.getVersion(),
    theme,
    look: createLook(
      settings,
      zoom,
      (look) => send('lookChanged', look),
      () => {
        showMenu();
        desktop.retranslate();
      },
    ),
    copyText: (text) => clipboard.writeText(text),
    devices,
    send,
    desktop: desktopCalls(() => desktop),
    start: { unlocking, home: () => home, picks: createPicks(randomBytes), restores: restoresOf(() => messengerParts) },
    about: {
      version: app.getVersion(),
      electron: process.versions.electron,
      system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
      dataFolder: place.dataFolder,
      logFolder: place.logFolder,
    },
    protectScreen: (isProtected) => mainWindow?.setContentProtection(isProtected),
    outside: { system: createOutsideSystem(() => mainWindow, devices), copies, consent },
    reportBug: host.reportBug,
  });
  serveBridge(host, service.calls);
  serveLending(host, service.lending);
  links.takeBy(service.openInvite);

  const pagesFolder = join(builtFolder, 'renderer');
  const { photos } = service;
  const sessions = await openSessions({ pagesFolder, photos, devices, isDevelopment, reportBug: host.reportBug });
  const preload = join(builtFolder, 'preload', 'preload.cjs');
  const hasTray = await askedForTray;
  const desktop = openDesktop({
    ...{ settings, words, send, log, hasTray },
    page: sessions.page,
    electronFolder: place.electronFolder,
    iconsFolder: join(builtFolder, 'icons'),
    release: readRelease(join(builtFolder, 'release.json')),
    window: () => mainWindow,
  });
  mainWindow = openMainWindow({
    ...{ session: sessions.page, preload, isDevelopment, settings, theme, zoom, log, words },
    isHidden: options.isHidden === true && hasTray,
    holdsBack: () => desktop.closing.holdsBack(),
  });

  gestures.follow(mainWindow.webContents);
  mainWindow.webContents.on('did-start-navigation', () => devices.closeAll());
  // After the window: the system's key store may be slow to answer.
  const messengerParts = partsOf(options, found.value.seeds, place, log);

  const imagePreload = join(builtFolder, 'preload', 'image-preload.cjs');
  const images = createImageQueue({
    open: () => openImageWindow({ session: sessions.decoder, preload: imagePreload, isDevelopment }),
    after: systemClock.after,
    warn: log.warn,
  });
  const home = createHome({
    open: () => openStored(messengerParts, images, unlocking, log),
    unlocking,
    opened: (result) => {
      if (result.ok) desktop.follow(result.messenger);
      service.opened(result);
    },
  });
  stopWhenClosed({ window: mainWindow, place, log, images, home, copies, desktop });
  await home.open();
}

/** macOS asks the person once, in its own words; elsewhere our page's own refusal is the only one. */
async function askSystemFor(device: Device): Promise<boolean> {
  return process.platform !== 'darwin' || (await systemPreferences.askForMediaAccess(device));
}

function bridgeHost(log: Logger): BridgeHost {
  return {
    handle: (channel, listener) => ipcMain.handle(channel, listener),
    isTrusted: (event) => isFromMainPage(event, mainWindow?.webContents),
    send: (channel, payload) => mainWindow?.webContents.send(channel, payload),
    // What the page still asked for when its window closed may find the store shut: that is no mistake.
    reportBug: (where, error) => (mainWindow === undefined ? undefined : log.bug(`page: ${where}`, error)),
    checksOutgoing: isDevelopment,
  };
}

function seedPlaces(named: string | undefined): SeedPlaces {
  const { platform, execPath: executable, env } = process;
  return {
    named,
    portableFolder: portableFolder({ platform, executable, env, isPackaged: app.isPackaged }),
    builtIn: join(builtFolder, 'seeds.json'),
  };
}

type ClosedParts = Omit<MessengerParts, 'images' | 'unlock'>;

/** What a messenger is made of, here. */
async function partsOf(
  { listen }: CommandLine,
  seeds: SeedList['seeds'],
  { dataFolder }: DataPlace,
  log: Logger,
): Promise<ClosedParts> {
  return {
    dataFolder,
    keyProtector: await createKeyProtector(safeStorage, process.platform),
    switches: nodeSwitchFactory,
    clock: systemClock,
    random: (length) => new Uint8Array(randomBytes(length)),
    storageWorker: join(builtFolder, 'main', 'storage-worker.cjs'),
    ...(listen !== undefined && { listen }),
    seeds,
    appVersion: app.getVersion(),
    log: log.info,
    machine: machineName,
  };
}

/** Opens the messenger. What keeps it shut is told to the page; a throw is our mistake, and told too. */
async function openStored(
  parts: Promise<ClosedParts>,
  images: ImagePort,
  unlocking: Unlocking,
  log: Logger,
): Promise<OpenResult> {
  try {
    return await openMessenger({ ...(await parts), images, unlock: unlocking.ask });
  } catch (error) {
    log.bug('opening the messenger', error);
    return { ok: false, problem: 'internal', detail: '' };
  }
}

/** The page asks for these only when it knows how the opening went, which is after the parts. */
function restoresOf(parts: () => Promise<ClosedParts>): Restores {
  return {
    fromRescueFile: async (file, words) => restoreFromRescueFile(await parts(), file, words),
    fromFullCopy: async (folder, words, onProgress) =>
      restoreFromFullCopy({ ...(await parts()), onProgress }, folder, words),
    beginAnew: async () => beginAnew(await parts()),
  };
}

interface StopParts {
  readonly window: BrowserWindow;
  readonly place: DataPlace;
  readonly log: Logger;
  readonly images: ImagePort;
  readonly home: Home;
  readonly copies: PassingCopies;
  readonly desktop: OpenDesktop;
}

/** With its window the app ends (desktop/closing.ts holds the window back where it is only put away): the messenger says goodbye, then the rest. */
function stopWhenClosed({ window, place, log, images, home, copies, desktop }: StopParts): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    desktop.stop();
    const parts = [
      { name: 'copies for other programs', stop: () => copies.clear() },
      { name: 'picture decoder', stop: () => images.close() },
      { name: 'messenger', stop: () => home.stop() },
    ];
    const after = systemClock.after;
    const isInTime = await stopInReverse(parts, { timeoutMs: STOP_TIMEOUT_MS, after, reportBug: log.bug });
    log.info(isInTime ? 'app: closed' : 'app: closed without waiting any longer');
    place.release();
    app.exit();
  };
  window.once('closed', () => {
    mainWindow = undefined;
    void stop();
  });
  // The system, the menu or a signal ends us: the window goes first, and keeps its place.
  app.on('before-quit', (event) => {
    event.preventDefault();
    desktop.closing.quit();
    if (!window.isDestroyed()) window.close();
    void stop();
  });
}
