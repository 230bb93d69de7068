import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommandName } from '../bridge/contract.ts';
import type { ShellWord, Words } from './words.ts';
import type { Zoom } from './zoom.ts';

export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  readonly zoom: Zoom;
  readonly words: Words;
  /** Something the page does. */
  readonly choose: (command: MenuCommandName) => void;
}

/**
 * The application menu. On macOS it is in sight; elsewhere it comes with Alt. Every shortcut of the app stands in it, so that it
 * can be found, and so that the keys work wherever the focus is. Roles do what the system does; the words are ours.
 */
export function setApplicationMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}

export function menuTemplate({
  platform,
  isDevelopment,
  zoom,
  words,
  choose,
}: MenuParts): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = (word: ShellWord, name: MenuCommandName, key: string): MenuItemConstructorOptions => ({
    label: words(word),
    accelerator: `CommandOrControl+${key}`,
    click: () => choose(name),
  });
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload', label: words('menu.reload') },
    { role: 'toggleDevTools', label: words('menu.developerTools') },
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: words('menu.file'),
      submenu: [
        command('menu.addSomeone', 'add-someone', 'N'),
        command('menu.newGroup', 'new-group', 'Shift+N'),
        { type: 'separator' },
        command('menu.settings', 'settings', ','),
        { type: 'separator' },
        { role: 'close', label: words('menu.close') },
        ...(isMac ? [] : [{ role: 'quit' as const, label: words('menu.quit'), accelerator: 'Control+Q' }]),
      ],
    },
    {
      label: words('menu.edit'),
      submenu: [
        { role: 'undo', label: words('menu.undo') },
        { role: 'redo', label: words('menu.redo') },
        { type: 'separator' },
        { role: 'cut', label: words('menu.cut') },
        { role: 'copy', label: words('menu.copy') },
        { role: 'paste', label: words('menu.paste') },
        { role: 'selectAll', label: words('menu.selectAll') },
      ],
    },
    {
      label: words('menu.view'),
      submenu: [
        ...zoomItems(words('menu.usualText'), zoom.usual, ['0', 'num0']),
        // The same key with Shift and without: keyboards differ in which of the two is "+".
        ...zoomItems(words('menu.largerText'), zoom.larger, ['Plus', '=', 'numadd']),
        ...zoomItems(words('menu.smallerText'), zoom.smaller, ['-', 'numsub']),
        { type: 'separator' },
        { role: 'togglefullscreen', label: words('menu.fullScreen') },
        ...(isDevelopment ? forDevelopers : []),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const, label: words('menu.window') }] : []),
    { role: 'help', label: words('menu.help'), submenu: [command('menu.shortcuts', 'shortcuts', '/')] },
  ];
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
