/**
 * Imported first by every command: says which Node is too old before anything newer is used.
 * Node 20.19 is the oldest that can `require` an ES module, which Vite 8 and Electron's installer need.
 */
const OLDEST = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
  process.stderr.write(
    `Hashline needs Node ${OLDEST.major}.${OLDEST.minor} or newer, and this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Get a newer one from https://nodejs.org or with your version manager (nvm install 22, fnm install 22), then try again.\n',
  );
  process.exit(1);
}
