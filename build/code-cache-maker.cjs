/**
 * Loaded before the app's own code (electron -r): keeps what V8 makes of our bundles, and when the window can be used writes it beside
 * them, as electron/code-cache.ts reads it. Made in a run of the app itself, so that it has what a start uses, by the same V8 and
 * with the same switches.
 */
const { app } = require('electron');
const { createHash } = require('node:crypto');
const { chmodSync, writeFileSync } = require('node:fs');
const vm = require('node:vm');

/** As electron/code-cache.ts has them: they are no part of the file. */
const HEAD = '(function (exports, require, module, __filename, __dirname) {';
const FOOT = '\n})';
const { CACHED_FOLDER = '', CACHED_WHEN = 'body' } = process.env;

/** By file. */
const kept = new Map();

vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    if (options?.filename?.startsWith(CACHED_FOLDER)) kept.set(options.filename, { script: this, code });
  }
};

const IS_THERE = `new Promise((done) => {
  const look = () => {
    if (document.querySelector(${JSON.stringify(CACHED_WHEN)}) === null) requestAnimationFrame(look);
    else done();
  };
  look();
})`;

app.on('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', async () => {
    await window.webContents.executeJavaScript(IS_THERE);
    for (const [file, { script, code }] of kept) {
      const data = script.createCachedData();
      const digest = createHash('sha256').update(data).update(code.slice(HEAD.length, -FOOT.length)).digest();
      const place = `${file}.${process.platform}-${process.arch}.cache`;
      writeFileSync(place, Buffer.concat([digest, data]));
      chmodSync(place, 0o644); // as the code: the app lets nobody read what it writes
    }
    window.close();
  });
});
