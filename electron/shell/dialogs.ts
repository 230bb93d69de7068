import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

/** The system's own dialogs over our window. Undefined: the person changed their mind. */
export interface Dialogs {
  openFile(): Promise<string | undefined>;
  openFolder(): Promise<string | undefined>;
  saveFile(suggested: string): Promise<string | undefined>;
}

export function createDialogs(window: () => BrowserWindow | undefined): Dialogs {
  const open = async (options: OpenDialogOptions) => {
    const over = window();
    if (over === undefined) return undefined;
    const { canceled, filePaths } = await dialog.showOpenDialog(over, options);
    return canceled ? undefined : filePaths[0];
  };
  const save = async (options: SaveDialogOptions) => {
    const over = window();
    if (over === undefined) return undefined;
    const { canceled, filePath } = await dialog.showSaveDialog(over, options);
    return canceled || filePath === '' ? undefined : filePath;
  };
  return {
    openFile: () => open({ properties: ['openFile'] }),
    openFolder: () => open({ properties: ['openDirectory', 'createDirectory'] }),
    saveFile: (suggested) => save({ defaultPath: suggested }),
  };
}
