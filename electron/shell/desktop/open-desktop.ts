import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, net, powerMonitor, shell } from 'electron';
import type { EventName, EventPayload } from '../../bridge/contract.ts';
import { ConversationId } from '../../bridge/contract.ts';
import { type Messenger, systemClock } from '../../messenger/index.ts';
import type { DesktopCallParts } from '../calls/desktop.ts';
import { UPDATE_FETCH_TIMEOUT_MS, UPDATE_MANIFEST_BYTES_MAX } from '../limits.ts';
import type { Logger } from '../log.ts';
import type { SettingsFile } from '../shell-settings.ts';
import { electronInstaller } from '../updates/electron-installer.ts';
import { type Release, updateWay } from '../updates/release.ts';
import { Updates } from '../updates/updates.ts';
import { focusWindow } from '../windows.ts';
import type { Words } from '../words.ts';
import { Closing } from './closing.ts';
import { Desktop } from './desktop.ts';
import { electronNotifications, openTray, showBadge, type TrayIcon } from './electron-desktop.ts';
import type { Spelling } from './spelling.ts';
import { createStartWithSystem } from './start-with-system.ts';

export interface OpenDesktopParts {
  readonly settings: SettingsFile;
  readonly words: Words;
  readonly spelling: Spelling;
  readonly iconsFolder: string;
  /** Whether somebody draws a notification area. Until that is known there is none, and closing the window ends the app. */
  readonly askedForTray: Promise<boolean>;
  readonly window: () => BrowserWindow | undefined;
  readonly send: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  readonly log: Logger;
  /** Written by the release workflow beside the bundles. */
  readonly release: Release;
}

export interface OpenDesktop extends DesktopCallParts {
  readonly closing: Closing;
  /** The messenger is open: what arrives is told, and it is told what happens to the computer. */
  follow(messenger: Messenger): void;
  /** The language changed. */
  retranslate(): void;
  stop(): void;
}

/** Everything of desktop/ and updates/ with Electron behind it. */
export function openDesktop(parts: OpenDesktopParts): OpenDesktop {
  const { settings, words, window, send, log, iconsFolder, release } = parts;
  const { platform, env } = process;
  const show = () => {
    const found = window();
    if (found !== undefined) focusWindow(found);
  };
  const way = updateWay(release, {
    platform,
    isPackaged: app.isPackaged,
    appImage: env.APPIMAGE,
    isPortable: env.PORTABLE_EXECUTABLE_FILE !== undefined,
    packageType: packageType(),
  });
  const updates: Updates = new Updates({
    way,
    release,
    version: app.getVersion(),
    isAgreed: () => desktop.isAgreedToUpdates(),
    fetch: fetchBytes,
    installer: electronInstaller,
    after: systemClock.after,
    onChange: () => desktop.tell(),
    warn: log.warn,
  });
  let tray: TrayIcon | undefined;
  let unreadTotal = 0;
  let isStopped = false;
  const desktop: Desktop = new Desktop({
    settings,
    words,
    notifications: electronNotifications(iconsFolder, platform),
    hasTray: () => tray !== undefined,
    start: createStartWithSystem({
      platform,
      isInstalled: app.isPackaged,
      items: app,
      program: env.APPIMAGE ?? env.PORTABLE_EXECUTABLE_FILE ?? process.execPath,
      autostartFolder: join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart'),
    }),
    spelling: parts.spelling,
    updates,
    updateWay: way,
    updatePage: release.page,
    systemLanguages: app.getPreferredSystemLanguages(),
    isWindowFocused: () => window()?.isFocused() === true,
    wallMs: systemClock.wallMs,
    after: systemClock.after,
    onOpenChat: (conversationId) => {
      show();
      if (conversationId === undefined) send('requestsOpened', {});
      else send('chatOpened', { conversationId: ConversationId.parse(conversationId) });
    },
    onUnread: (total) => {
      unreadTotal = total;
      tray?.show(total);
      showBadge(app, window(), iconsFolder, total, words('tray.tip', { unread: total }));
    },
    onChange: (view) => {
      tray?.refresh();
      send('desktopChanged', view);
    },
    reportBug: log.bug,
  });
  const showTray = (hasTray: boolean) => {
    if (!hasTray || isStopped) return;
    tray = openTray({
      ...{ iconsFolder, platform, words },
      isQuiet: () => desktop.isQuiet(),
      onOpen: show,
      onQuiet: (isQuiet) => desktop.quietForAnHour(isQuiet),
      onQuit: () => app.quit(),
    });
    tray.show(unreadTotal);
    desktop.tell();
  };
  parts.askedForTray.then(showTray).catch((error: unknown) => log.bug('tray', error));
  const closing = new Closing({
    platform,
    hasTray: () => tray !== undefined,
    staysOnClose: () => desktop.staysOnClose(),
    keep: (stays) => desktop.setStaysOnClose(stays),
    ask: () => send('closeAsked', {}),
    hide: () => window()?.hide(),
    quit: () => app.quit(),
  });
  app.on('activate', show);
  powerMonitor.on('resume', () => desktop.networkMayHaveChanged());
  powerMonitor.on('unlock-screen', () => desktop.networkMayHaveChanged());
  updates.start();
  return {
    desktop,
    updates,
    closing,
    answerClose: (stays) => closing.answer(stays),
    openUpdatePage: () => {
      if (release.page !== '') void shell.openExternal(release.page); // checked when it was read: https, with a name
      return release.page !== '';
    },
    follow: (messenger) => desktop.follow(messenger),
    retranslate: () => tray?.refresh(),
    stop() {
      isStopped = true;
      updates.stop();
      desktop.stop();
      tray?.close();
      tray = undefined;
    },
  };
}

/** electron-builder leaves it in deb, rpm and pacman packages, and nowhere else. */
function packageType(): string | undefined {
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** By Chromium's own network, with the system's proxy, without cookies. No more than a manifest may have. */
async function fetchBytes(address: string): Promise<Uint8Array> {
  const response = await net.fetch(address, {
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(UPDATE_FETCH_TIMEOUT_MS),
  });
  if (!response.ok || response.body === null) throw new Error(`The feed answered ${response.status}.`);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > UPDATE_MANIFEST_BYTES_MAX) throw new Error('The feed answered too much.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
