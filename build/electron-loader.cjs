/**
 * Lies in `resources/app` of the fallback runtime and does there what Electron's own default app does:
 * `electron [-r MODULE] APP [arguments]` runs the app in folder APP. Written for this project; CommonJS, because
 * that is all Electron 25 can start with.
 */
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

/** Reads the command line as `electron` does: switches first, then the app; what follows is the app's own. */
function readCommandLine(argv) {
  const preloaded = [];
  for (let index = 1; index < argv.length; index++) {
    const argument = argv[index];
    if (argument === '-r' || argument === '--require') preloaded.push(argv[++index]);
    else if (!argument.startsWith('-')) return { preloaded, appFolder: path.resolve(argument) };
  }
  return { preloaded, appFolder: undefined };
}

/** The name and the folders that Electron takes from package.json when it starts an app itself. */
function adoptPackage(folder, description) {
  const name = description.productName ?? description.name;
  if (name !== undefined) {
    app.setName(name);
    if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), name));
  }
  if (description.version !== undefined) app.setVersion(description.version);
  app.setDesktopName(description.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(folder);
}

function start() {
  const { preloaded, appFolder } = readCommandLine(process.argv);
  const requireHere = createRequire(path.join(process.cwd(), 'electron-loader.cjs'));
  for (const name of preloaded) requireHere(name);
  if (appFolder === undefined) throw new Error('Name the app to run: electron FOLDER');

  process.defaultApp = true;
  const descriptionFile = path.join(appFolder, 'package.json');
  if (!existsSync(descriptionFile)) return require(appFolder);
  const description = JSON.parse(readFileSync(descriptionFile, 'utf8'));
  adoptPackage(appFolder, description);
  return require(path.join(appFolder, description.main ?? 'index.js'));
}

try {
  start();
} catch (error) {
  console.error(error);
  app.exit(1);
}
