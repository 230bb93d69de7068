import { BrowserWindow, type Session, screen } from 'electron';
import {
  PAGE_RELOADS_MAX,
  PAGE_RELOADS_WINDOW_MS,
  WINDOW_HEIGHT_PX_MIN,
  WINDOW_SHOW_AFTER_MS,
  WINDOW_WIDTH_PX_MIN,
} from './limits.ts';
import type { Logger } from './log.ts';
import { addContextMenu } from './menu.ts';
import { MAIN_SITE, siteAddress } from './pages.ts';
import { safePreferences } from './security.ts';
import type { SettingsFile } from './shell-settings.ts';
import type { ThemeChoice } from './theme.ts';
import { placeOnDisplays, type WindowPlace } from './window-place.ts';
import type { Zoom } from './zoom.ts';

export interface MainWindowParts {
  readonly session: Session;
  readonly preload: string;
  readonly isDevelopment: boolean;
  readonly settings: SettingsFile;
  readonly theme: ThemeChoice;
  readonly zoom: Zoom;
  readonly log: Logger;
}

/** The one window. It opens where it was, in its own colour, and is shown when the page has painted. */
export function openMainWindow(parts: MainWindowParts): BrowserWindow {
  const { place } = parts.settings.read();
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeOnDisplays(place, workAreas),
    minWidth: WINDOW_WIDTH_PX_MIN,
    minHeight: WINDOW_HEIGHT_PX_MIN,
    title: 'Hashline',
    show: false,
    backgroundColor: parts.theme.ground(),
    webPreferences: {
      ...safePreferences(parts.preload, parts.isDevelopment),
      session: parts.session,
      zoomFactor: parts.zoom.factor(),
    },
  });
  window.setMenuBarVisibility(false);
  if (place?.isMaximized === true) window.maximize();
  showWhenPainted(window);
  rememberPlace(window, parts.settings);
  healPage(window, parts.log);
  parts.zoom.follow(window.webContents);
  addContextMenu(window);
  void window
    .loadURL(siteAddress(MAIN_SITE))
    .catch((error: unknown) => parts.log.bug('window: loading the page', error));
  return window;
}

/** Brings the window before the person who just asked for the app. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function showWhenPainted(window: BrowserWindow): void {
  const timer = setTimeout(() => window.show(), WINDOW_SHOW_AFTER_MS);
  window.once('ready-to-show', () => {
    clearTimeout(timer);
    window.show();
  });
  window.once('closed', () => clearTimeout(timer));
}

/** Noted at every move, because a page that closes its own window gives no notice; written once, at the end. */
function rememberPlace(window: BrowserWindow, settings: SettingsFile): void {
  let place: WindowPlace | undefined;
  const note = () => {
    place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
  };
  for (const moved of ['resize', 'move', 'maximize', 'unmaximize', 'show'] as const) window.on(moved as 'resize', note);
  window.once('closed', () => place !== undefined && settings.change({ place }));
}

/** A page that died is loaded again: what the person wrote is in the main process. One that keeps dying is left alone. */
function healPage(window: BrowserWindow, log: Logger): void {
  const deathsAtMs: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const nowMs = performance.now();
    deathsAtMs.push(nowMs);
    const recent = deathsAtMs.filter((atMs) => nowMs - atMs < PAGE_RELOADS_WINDOW_MS);
    log.warn(`window: the page's process ended (${reason})`);
    if (recent.length <= PAGE_RELOADS_MAX && !window.isDestroyed()) window.webContents.reload();
  });
}
