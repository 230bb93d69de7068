import { BrowserWindow, dialog, type Session, screen } from 'electron';
import { addContextMenu } from './context-menu.ts';
import { PAGE_RELOADS_MAX, PAGE_RELOADS_WINDOW_MS, WINDOW_HEIGHT_PX_MIN, WINDOW_WIDTH_PX_MIN } from './limits.ts';
import type { Logger } from './log.ts';
import { MAIN_SITE, siteAddress } from './pages.ts';
import { safePreferences } from './security.ts';
import type { SettingsFile } from './shell-settings.ts';
import type { ThemeChoice } from './theme.ts';
import { placeOnDisplays, type WindowPlace } from './window-place.ts';
import type { Words } from './words.ts';
import type { Zoom } from './zoom.ts';

export interface MainWindowParts {
  readonly session: Session;
  readonly preload: string;
  readonly isDevelopment: boolean;
  readonly settings: SettingsFile;
  readonly theme: ThemeChoice;
  readonly zoom: Zoom;
  readonly log: Logger;
  readonly words: Words;
  /** Started by the system, with a notification area to wait in. */
  readonly isHidden: boolean;
  /** Whether closing it only puts it away (desktop/closing.ts). */
  readonly holdsBack: () => boolean;
}

/** The one window. It opens at once, where it was and in its own colour: waiting until the page has painted would feel like a slow program. */
export function openMainWindow(parts: MainWindowParts): BrowserWindow {
  const { place } = parts.settings.read();
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeOnDisplays(place, workAreas),
    minWidth: WINDOW_WIDTH_PX_MIN,
    minHeight: WINDOW_HEIGHT_PX_MIN,
    title: 'Hashline',
    show: !parts.isHidden,
    backgroundColor: parts.theme.ground(),
    webPreferences: {
      ...safePreferences(parts.preload, parts.isDevelopment),
      session: parts.session,
      zoomFactor: parts.zoom.factor(),
      spellcheck: true,
    },
  });
  // Elsewhere than on macOS the menu is out of sight until Alt is pressed.
  window.setAutoHideMenuBar(true);
  window.setMenuBarVisibility(false);
  if (place?.isMaximized === true) window.maximize();
  rememberPlace(window, parts.settings);
  healPage(window, parts);
  window.on('close', (event) => {
    if (parts.holdsBack()) event.preventDefault();
  });
  parts.zoom.follow(window.webContents);
  addContextMenu(window, parts.session, parts.words);
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

/** Noted at every move, because a page that closes its own window gives no notice; written once, at the end. */
function rememberPlace(window: BrowserWindow, settings: SettingsFile): void {
  let place: WindowPlace | undefined;
  const note = () => {
    place = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
  };
  for (const moved of ['resize', 'move', 'maximize', 'unmaximize', 'show'] as const) window.on(moved as 'resize', note);
  window.once('closed', () => place !== undefined && settings.change({ place }));
}

/**
 * A page that died is loaded again: what the person wrote is in the main process, which tells it everything anew. One that dies
 * again soon is left to the person.
 */
function healPage(window: BrowserWindow, { log, words }: MainWindowParts): void {
  const deathsAtMs: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const nowMs = performance.now();
    deathsAtMs.push(nowMs);
    const recent = deathsAtMs.filter((atMs) => nowMs - atMs < PAGE_RELOADS_WINDOW_MS);
    log.warn(`window: the page's process ended (${reason})`);
    if (window.isDestroyed() || reason === 'clean-exit') return;
    if (recent.length <= PAGE_RELOADS_MAX) window.webContents.reload();
    else void sayItDied(window, words);
  });
}

async function sayItDied(window: BrowserWindow, words: Words): Promise<void> {
  const answer = await dialog.showMessageBox(window, {
    type: 'error',
    message: words('window.diedTitle'),
    detail: words('window.died'),
    buttons: [words('window.load'), words('menu.close')],
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (answer.response === 0) window.webContents.reload();
  else window.destroy();
}
