/**
 * Loaded before the app's own code (electron -r): says on stdout when its window had painted first and when there was something to
 * use in it, each as milliseconds since 1970, and closes it. What is waited for is told by the environment.
 */
const { app } = require('electron');

const { BENCH_PAGE = '', BENCH_USABLE = 'body' } = process.env;

/** In the frame after the one that draws it, so that it has been seen. */
const WHEN_USABLE = `new Promise((done) => {
  const look = () => {
    const isThere = document.querySelector(${JSON.stringify(BENCH_USABLE)}) !== null;
    requestAnimationFrame(isThere ? () => done(Date.now()) : look);
  };
  look();
})`;

app.on('browser-window-created', (_event, window) => {
  const painted = new Promise((done) => window.once('ready-to-show', () => done(Date.now())));
  window.webContents.once('dom-ready', async () => {
    if (!window.webContents.getURL().startsWith(BENCH_PAGE)) return; // the decoder's hidden window
    const [paintedAtMs, usableAtMs] = await Promise.all([painted, window.webContents.executeJavaScript(WHEN_USABLE)]);
    process.stdout.write(`\nBENCH ${JSON.stringify({ paintedAtMs, usableAtMs })}\n`);
    window.close();
  });
});
