import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How the app is packed. dist.mjs adds which Electron to pack it with, so that nothing is downloaded here.
 *
 * @type {import('electron-builder').Configuration}
 */
const config = {
  appId: 'chat.hashline.desktop',
  copyright: 'Hashline contributors, AGPL-3.0-only',
  directories: { output: 'dist', buildResources: 'assets' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    // The database driver brings a prebuilt file for every platform: 12 MB, of which one needs 2.
    '!**/node_modules/@signalapp/sqlcipher/prebuilds/!(${platform}-${arch})/**',
  ],
  extraFiles: [
    { from: 'LICENSE', to: 'LICENSE.hashline.txt' },
    { from: 'switch/LICENSE', to: 'LICENSE.switch.txt' },
  ],
  asarUnpack: ['**/*.node'],
  // Native code comes prebuilt for Node-API, which fits every Electron: nothing is compiled.
  npmRebuild: false,
  protocols: [{ name: 'Hashline invite', schemes: ['hashline'] }],
  linux: { category: 'Network', syncDesktopName: true, target: ['dir'] },
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    onlyLoadAppFromAsar: true,
  },
  // The fallback runtime carries our loader where Electron looks before it looks for app.asar.
  afterPack: async ({ appOutDir }) => await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
};

export default config;
