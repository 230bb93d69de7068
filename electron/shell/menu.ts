import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu. On macOS it is in sight and its items make the usual keys work; elsewhere the window hides it and
 * only its keys count. Roles bring their own words in the system's language.
 */
export function setApplicationMenu(platform: NodeJS.Platform, isDevelopment: boolean): void {
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
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The same key without Shift, as on most keyboards.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? forDevelopers : []),
      ],
    },
    { role: 'windowMenu' },
  ]);
  Menu.setApplicationMenu(menu);
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
