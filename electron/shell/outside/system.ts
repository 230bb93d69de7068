import { app, type BrowserWindow, dialog, nativeImage, shell } from 'electron';
import type { ConsentQuestion } from '../consent.ts';
import type { DevicePermissions } from '../device-permissions.ts';
import type { ShellWord, Words } from '../words.ts';

/** What the rest of the computer does for us. One object, so that the calls can be tried without a window. */
export interface OutsideSystem {
  /** Undefined: the person thought better of it. */
  askSavePath(name: string): Promise<string | undefined>;
  askFolder(): Promise<string | undefined>;
  askFile(): Promise<string | undefined>;
  /** Whether there was a program for it. */
  openPath(path: string): Promise<boolean>;
  /** A web address that was checked. Whether there was a browser for it. */
  openLink(url: string): Promise<boolean>;
  showInFolder(path: string): void;
  /** CSS pixels of the page. */
  copyPictureAt(xPx: number, yPx: number): void;
  startDrag(path: string): void;
  /** Whether the system lets us. */
  openMicrophone(isOn: boolean): Promise<boolean>;
}

export function createOutsideSystem(
  window: () => BrowserWindow | undefined,
  devices: DevicePermissions,
): OutsideSystem {
  return {
    async askSavePath(name) {
      const { filePath, canceled } = await inFront(window(), (parent) =>
        dialog.showSaveDialog(...parent, { defaultPath: name, properties: ['showOverwriteConfirmation'] }),
      );
      return canceled || filePath === undefined || filePath === '' ? undefined : filePath;
    },
    async askFolder() {
      const { filePaths, canceled } = await inFront(window(), (parent) =>
        dialog.showOpenDialog(...parent, { properties: ['openDirectory', 'createDirectory'] }),
      );
      return canceled ? undefined : filePaths[0];
    },
    async askFile() {
      const { filePaths, canceled } = await inFront(window(), (parent) =>
        dialog.showOpenDialog(...parent, { properties: ['openFile'] }),
      );
      return canceled ? undefined : filePaths[0];
    },
    openPath: async (path) => (await shell.openPath(path)) === '',
    openLink: (url) =>
      shell.openExternal(url).then(
        () => true,
        () => false,
      ),
    showInFolder: (path) => shell.showItemInFolder(path),
    copyPictureAt(xPx, yPx) {
      const contents = window()?.webContents;
      const zoom = contents?.zoomFactor ?? 1;
      contents?.copyImageAt(Math.round(xPx * zoom), Math.round(yPx * zoom));
    },
    startDrag(path) {
      // Our own picture: a stranger's is never decoded here.
      window()?.webContents.startDrag({ file: path, icon: nativeImage.createFromDataURL(DRAG_ICON) });
    },
    async openMicrophone(isOn) {
      devices.close('microphone');
      return !isOn || (await devices.open('microphone'));
    },
  };
}

/** What is said below the question. */
const REASONS = {
  openFile: 'ask.nobodyClicked',
  openLink: 'ask.nobodyClicked',
  copyText: 'ask.nobodyClicked',
  copyPicture: 'ask.nobodyClicked',
  rescueWords: 'ask.rescueWordsWhy',
  passphrase: 'ask.passphraseWhy',
} as const satisfies Record<ConsentQuestion, ShellWord>;

/** Asks in a window of the system. Enter is No: who was just typing must not have said yes. */
export async function askConsent(
  window: BrowserWindow | undefined,
  words: Words,
  question: ConsentQuestion,
): Promise<boolean> {
  const { response } = await inFront(window, (parent) =>
    dialog.showMessageBox(...parent, {
      type: 'question',
      message: words(`ask.${question}`),
      detail: words(REASONS[question]),
      buttons: [words('ask.yes'), words('ask.no')],
      defaultId: 1,
      cancelId: 1,
    }),
  );
  return response === 0;
}

type Parent = readonly [BrowserWindow];

/** Dialogs belong to the window, and stand before it. */
function inFront<T>(window: BrowserWindow | undefined, show: (parent: Parent) => Promise<T>): Promise<T> {
  if (window === undefined) throw new Error(`${app.getName()} asked for a dialog without a window.`);
  return show([window]);
}

/** A grey sheet of 32 pixels. */
const DRAG_ICON =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAPUlEQVR42mNgGAWjYBQggaiUvP/0wHgd8PDZa5riUQeMOmDUAaMOGHXAqANGHTDqgMHvgAFtko2CUTAiAQAMTvnTA6jw5wAAAABJRU5ErkJggg==';
