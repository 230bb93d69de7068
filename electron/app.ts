import './shell/web-crypto.ts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, type BrowserWindow, clipboard, ipcMain, type Session, safeStorage } from 'electron';
import { nodeSwitchFactory } from '../switch/io/index.ts';
import { type BridgeHost, sendEvent, serveBridge, serveLending } from './bridge/serve.ts';
import { codeCaches } from './code-cache.ts';
import {
  beginAnew,
  hasFullCopy,
  type ImagePort,
  type MessengerParts,
  machineName,
  type OpenResult,
  openMessenger,
  rescueFileProblem,
  restoreFromFullCopy,
  restoreFromRescueFile,
  systemClock,
} from './messenger/index.ts';
import { type AppServiceParts, createAppService } from './shell/app-service.ts';
import { desktopCalls } from './shell/calls/desktop.ts';
import type { Restores } from './shell/calls/start.ts';
import type { CommandLine } from './shell/command-line.ts';
import { createConsent } from './shell/consent.ts';
import type { DataPlace } from './shell/data-place.ts';
import type { DeepLinks } from './shell/deep-links.ts';
import { type OpenDesktop, openDesktop } from './shell/desktop/open-desktop.ts';
import type { Spelling } from './shell/desktop/spelling.ts';
import type { DevicePermissions } from './shell/device-permissions.ts';
import { exportWords } from './shell/export-words.ts';
import { awaitFirstSight } from './shell/first-sight.ts';
import { Gestures } from './shell/gestures.ts';
import { createHome, type Home } from './shell/home.ts';
import { createImageQueue } from './shell/image-queue.ts';
import { openImageWindow } from './shell/image-window.ts';
import { createKeyProtector } from './shell/key-protector.ts';
import { STOP_TIMEOUT_MS } from './shell/limits.ts';
import { shellLocale } from './shell/locale.ts';
import type { Logger } from './shell/log.ts';
import { createLook } from './shell/look.ts';
import { setApplicationMenu } from './shell/menu.ts';
import { PassingCopies } from './shell/outside/passing-copies.ts';
import { askConsent, createOutsideSystem } from './shell/outside/system.ts';
import type { PhotoSource } from './shell/photos.ts';
import { createPicks } from './shell/picks.ts';
import { isFromMainPage } from './shell/security.ts';
import { findSeeds, portableFolder, type SeedList, type SeedPlaces } from './shell/seed-list.ts';
import { openDecoderSession } from './shell/sessions.ts';
import type { SettingsFile } from './shell/shell-settings.ts';
import { stopInReverse } from './shell/stopping.ts';
import type { ThemeChoice } from './shell/theme.ts';
import { createUnlocking } from './shell/unlocking.ts';
import { readRelease } from './shell/updates/release.ts';
import { createWords, type Words } from './shell/words.ts';
import type { Zoom } from './shell/zoom.ts';
import type { ThreadsAhead } from './storage/start-ahead.ts';

/** What the window was opened with. */
export interface FrontParts {
  readonly options: CommandLine;
  readonly place: DataPlace;
  readonly log: Logger;
  readonly links: DeepLinks;
  readonly threads: ThreadsAhead;
  readonly settings: SettingsFile;
  readonly zoom: Zoom;
  readonly theme: ThemeChoice;
  readonly devices: DevicePermissions;
  readonly spelling: Spelling;
  readonly askedForTray: Promise<boolean>;
  /** Of what the page asked for. */
  readonly reportBug: Logger['bug'];
  readonly builtFolder: string;
  readonly isDevelopment: boolean;
  readonly opened: BrowserWindow;
  /** The same, while it is there. */
  readonly window: () => BrowserWindow | undefined;
  /** Ends the program: it can't have been meant so. */
  readonly refuse: (why: string) => void;
}

/** What the window needs of the parts behind it. */
export interface Behind {
  readonly photos: PhotoSource;
  readonly words: Words;
  /** Whether closing the window only puts it away. */
  readonly holdsBack: () => boolean;
}

/**
 * The composition root: builds each part behind the window, serves the bridge, opens the messenger, and stops all in reverse. What the
 * parts do is their own affair.
 */
export function putTogether(front: FrontParts): Behind {
  const { place, log, settings, zoom, theme, devices, window, builtFolder, isDevelopment } = front;
  const copies = new PassingCopies(join(place.electronFolder, 'copies'), systemClock.after);
  const messengerParts = partsOf(front, copies); // first: the system's key store and the disk may be slow to answer
  const locale = () => shellLocale(settings.read().language, app.getPreferredSystemLanguages());
  const words = createWords(locale);
  const host = bridgeHost(front);
  const gestures = new Gestures(() => performance.now());
  const consent = createConsent(gestures, (question) => askConsent(window(), words, question));
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
  const firstSight = awaitFirstSight(systemClock.after);
  const desktop = openDesktop({
    ...{ settings, words, send, log, window, spelling: front.spelling, askedForTray: front.askedForTray },
    iconsFolder: join(builtFolder, 'icons'),
    release: readRelease(join(builtFolder, 'release.json')),
  });
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
    exportWords: () => exportWords(words, locale()),
    noteShown: firstSight.note,
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
    protectScreen: (isProtected) => window()?.setContentProtection(isProtected),
    outside: { system: createOutsideSystem(window, devices), copies, consent },
    reportBug: host.reportBug,
  });
  serveBridge(host, service.calls);
  serveLending(host, service.lending);
  front.links.takeBy(service.openInvite);
  gestures.follow(front.opened.webContents);
  front.opened.webContents.on('did-start-navigation', () => devices.closeAll());

  let decoder: Session | undefined;
  const images = createImageQueue({
    open: () => {
      decoder ??= openDecoderSession(join(builtFolder, 'renderer'), isDevelopment);
      const preload = join(builtFolder, 'preload', 'image-preload.cjs');
      return openImageWindow({ session: decoder, preload, isDevelopment });
    },
    after: systemClock.after,
    warn: log.warn,
  });
  const home = createHome({
    open: () => openStored(messengerParts, { images, unlock: unlocking.ask, beforeNetwork: firstSight.seen }, log),
    unlocking,
    opened: (result) => {
      if (result.ok) desktop.follow(result.messenger);
      service.opened(result);
    },
  });
  stopWhenClosed({ window: front.opened, place, log, images, home, copies, desktop });
  void home.open();
  return { photos: service.photos, words, holdsBack: () => desktop.closing.holdsBack() };
}
function bridgeHost({ window, reportBug, isDevelopment }: FrontParts): BridgeHost {
  return {
    handle: (channel, listener) => ipcMain.handle(channel, listener),
    isTrusted: (event) => isFromMainPage(event, window()?.webContents),
    send: (channel, payload) => window()?.webContents.send(channel, payload),
    reportBug,
    checksOutgoing: isDevelopment,
  };
}

/** What is given to each opening anew. */
type OpeningParts = Pick<MessengerParts, 'images' | 'unlock' | 'beforeNetwork'>;
type ClosedParts = Omit<MessengerParts, keyof OpeningParts>;

/** What a messenger is made of, here. */
async function partsOf(front: FrontParts, copies: PassingCopies): Promise<ClosedParts> {
  const { options, place, log, threads } = front;
  const protector = createKeyProtector(safeStorage, process.platform);
  const { seeds, from } = await seedsOf(front);
  log.info(`app: Hashline ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform}`);
  log.info(`code caches: ${codeCaches.used} used, ${codeCaches.refused} refused, ${codeCaches.absent} absent`);
  log.info(`seeds: ${seeds.length}, ${from}`);
  await copies.clear(); // of a run that crashed; none can be asked for before the messenger is open
  return {
    dataFolder: place.dataFolder,
    keyProtector: await protector,
    switches: nodeSwitchFactory,
    clock: systemClock,
    random: (length) => new Uint8Array(randomBytes(length)),
    storageWorker: threads.take,
    ...(options.listen !== undefined && { listen: options.listen }),
    seeds,
    appVersion: app.getVersion(),
    log: log.info,
    machine: machineName,
  };
}

async function seedsOf({ options, builtFolder, log, refuse }: FrontParts): Promise<SeedList> {
  const { platform, execPath: executable, env } = process;
  const places: SeedPlaces = {
    named: options.seedsFile,
    portableFolder: portableFolder({ platform, executable, env, isPackaged: app.isPackaged }),
    builtIn: join(builtFolder, 'seeds.json'),
  };
  const found = await findSeeds(places, log.warn);
  if (found.ok) return found.value;
  refuse(found.error);
  return new Promise(() => undefined); // the program ends
}

/** Opens the messenger. What keeps it shut is told to the page; a throw is our mistake, and told too. */
async function openStored(parts: Promise<ClosedParts>, opening: OpeningParts, log: Logger): Promise<OpenResult> {
  try {
    return await openMessenger({ ...(await parts), ...opening });
  } catch (error) {
    log.bug('opening the messenger', error);
    return { ok: false, problem: 'internal', detail: '' };
  }
}

/** The page asks for these only when it knows how the opening went, which is after the parts. */
function restoresOf(parts: () => Promise<ClosedParts>): Restores {
  return {
    rescueFileProblem,
    hasFullCopy,
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
  window.once('closed', () => void stop());
  // The system, the menu or a signal ends us: the window goes first, and keeps its place.
  app.on('before-quit', (event) => {
    event.preventDefault();
    desktop.closing.quit();
    if (!window.isDestroyed()) window.close();
    void stop();
  });
}
