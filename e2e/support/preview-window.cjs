/**
 * An Electron with nothing in it but windows for the preview's pages: `electron preview-window.cjs COUNT`. Its pictures are
 * painted by the very Chromium that the app has.
 */
const { app, BrowserWindow, session } = require('electron');

const SIZE = { width: 1120, height: 740 };

app.whenReady().then(() => {
  // As on a computer that has no camera and no microphone to give.
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  for (let count = Number(process.argv.at(-1)); count > 0; count--) {
    const window = new BrowserWindow({
      ...SIZE,
      useContentSize: true,
      // Behind one another they still paint.
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
    });
    void window.loadURL('about:blank');
  }
});
