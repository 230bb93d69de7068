import { join } from 'node:path';
import { type BrowserWindow, Menu, Notification, nativeImage, Tray } from 'electron';
import type { Words } from '../words.ts';
import type { NotificationPort } from './notifications.ts';

/** Electron's notifications and notification area, behind what the rest of the desktop needs. */
export function electronNotifications(iconsFolder: string, platform: NodeJS.Platform): NotificationPort {
  // macOS shows the app's own icon.
  const icon = platform === 'darwin' ? undefined : join(iconsFolder, '128.png');
  return {
    isSupported: () => Notification.isSupported(),
    show({ title, body, isSilent }, { onShown, onClick, onGone }) {
      const shown = new Notification({ title, body, silent: isSilent, ...(icon !== undefined && { icon }) });
      shown.once('show', onShown);
      shown.once('click', onClick);
      shown.once('close', onGone);
      shown.once('failed', onGone);
      shown.show();
      return { close: () => shown.close() };
    },
  };
}

export interface TrayParts {
  readonly iconsFolder: string;
  readonly platform: NodeJS.Platform;
  readonly words: Words;
  readonly isQuiet: () => boolean;
  readonly onOpen: () => void;
  readonly onQuiet: (isQuiet: boolean) => void;
  readonly onQuit: () => void;
}

export interface TrayIcon {
  show(unread: number): void;
  /** What it says changed: quiet or not. */
  refresh(): void;
  close(): void;
}

/** Our sign in the notification area, with a dot while something is unread. */
export function openTray(parts: TrayParts): TrayIcon {
  const { iconsFolder, platform, words } = parts;
  const image = (isUnread: boolean) => {
    const name = isUnread ? 'tray-unread' : 'tray';
    // macOS paints it in the colour of its menu bar.
    const file = platform === 'darwin' ? `${name}Template.png` : `${name}.png`;
    return nativeImage.createFromPath(join(iconsFolder, file));
  };
  const tray = new Tray(image(false));
  let unread = 0;
  const refresh = () => {
    tray.setToolTip(words('tray.tip', { unread }));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words('tray.open'), click: parts.onOpen },
        {
          label: words('tray.quiet'),
          type: 'checkbox',
          checked: parts.isQuiet(),
          click: ({ checked }) => parts.onQuiet(checked),
        },
        { type: 'separator' },
        { label: words('tray.quit'), click: parts.onQuit },
      ]),
    );
  };
  tray.on('click', parts.onOpen);
  refresh();
  return {
    show(count) {
      if (count > 0 !== unread > 0) tray.setImage(image(count > 0));
      unread = count;
      refresh();
    },
    refresh,
    close: () => tray.destroy(),
  };
}

/** The number at the app's sign: by the system where it has one, on Windows as a small sign over ours. */
export function showBadge(
  app: { setBadgeCount(count: number): boolean },
  window: BrowserWindow | undefined,
  iconsFolder: string,
  count: number,
  description: string,
): void {
  app.setBadgeCount(count);
  if (process.platform !== 'win32' || window === undefined || window.isDestroyed()) return;
  const overlay = count > 0 ? nativeImage.createFromPath(join(iconsFolder, 'overlay.png')) : null;
  window.setOverlayIcon(overlay, description);
}
