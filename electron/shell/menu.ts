import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Zoom } from './zoom.ts';

/**
 * The application menu. On macOS it is in sight and its items make the usual keys work; elsewhere the window hides it and
 * only its keys count. Roles bring their own words in the system's language; our own items speak ours.
 */
export function setApplicationMenu(platform: NodeJS.Platform, isDevelopment: boolean, zoom: Zoom): void {
  const forMac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  const menu = Menu.buildFromTemplate([
    ...forMac,
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        ...zoomItems('Usual text size', zoom.usual, ['0', 'num0']),
        // The same key with Shift and without: keyboards differ in which of the two is "+".
        ...zoomItems('Larger text', zoom.larger, ['Plus', '=', 'numadd']),
        ...zoomItems('Smaller text', zoom.smaller, ['-', 'numsub']),
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? forDevelopers : []),
      ],
    },
    { role: 'windowMenu' },
  ]);
  Menu.setApplicationMenu(menu);
}

/** One item that is seen with its first key, and its other keys. */
function zoomItems(label: string, click: () => void, keys: readonly string[]): MenuItemConstructorOptions[] {
  return keys.map((key, index) => ({
    label,
    click,
    accelerator: `CommandOrControl+${key}`,
    visible: index === 0,
    acceleratorWorksWhenHidden: true,
  }));
}

/** The right mouse button: cut, copy and paste where they can do something. */
export function addContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'cut', enabled: editFlags.canCut },
          { role: 'copy', enabled: editFlags.canCopy },
          { role: 'paste', enabled: editFlags.canPaste },
          { type: 'separator' },
          { role: 'selectAll', enabled: editFlags.canSelectAll },
        ]
      : selectionText.trim() === ''
        ? []
        : [{ role: 'copy' }];
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
