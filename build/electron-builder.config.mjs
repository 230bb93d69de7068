import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OUT, ROOT } from './places.mjs';

/**
 * How the app is packed, for every system. dist.mjs adds which Electron to pack it with, so that nothing is downloaded here. What
 * signs is taken from the environment: CSC_LINK and CSC_KEY_PASSWORD, for notarising APPLE_API_KEY, APPLE_API_KEY_ID and
 * APPLE_API_ISSUER. Without them packages come out unsigned, and offer themselves no updates (assets/release.json).
 */

const ICONS = join(OUT, 'icons');
const release = JSON.parse(readFileSync(join(ROOT, 'assets', 'release.json'), 'utf8'));

/** The database driver brings a prebuilt file for every system: 12 MB. Those of one system's processors are 4 MB and stay together, as a Mac's package needs both. */
const PREBUILDS = '**/node_modules/@signalapp/sqlcipher/prebuilds';

/** A .deb must name a page. A release has one; what is packed before names one that leads nowhere (RFC 2606). */
const HOMEPAGE = release.page === '' ? 'https://hashline.invalid' : release.page;

/** What a name of a package says: version, system, processor. @type {string} */
const NAME = '${productName}-${version}-${os}-${arch}.${ext}';

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'chat.hashline.desktop',
  copyright: 'Hashline contributors, AGPL-3.0-only',
  directories: { output: 'dist', buildResources: 'assets' },
  artifactName: NAME,
  extraMetadata: { homepage: HOMEPAGE },
  files: [
    'out/main/**', // what V8 made of it too, for the processor it was made on (build/code-cache.mjs); others leave it unread
    '!out/main/**/*.map',
    'out/preload/**',
    'out/renderer/**',
    'out/icons/{tray,overlay,128}*',
    'out/release.json',
    'out/seeds.json',
    'package.json',
    `!${PREBUILDS}/!(\${platform}-*)/**`,
    // Of the driver only what runs: not its sources, and not the tool that would compile them.
    '!**/node_modules/@signalapp/sqlcipher/{deps,src,binding.gyp}/**',
    '!**/node_modules/node-addon-api/**',
  ],
  extraFiles: [
    { from: 'LICENSE', to: 'LICENSE.hashline.txt' },
    { from: 'switch/LICENSE', to: 'LICENSE.switch.txt' },
    { from: 'out/licences.txt', to: 'LICENSES.packages.txt' },
  ],
  asarUnpack: ['**/*.node'],
  // Native code comes prebuilt for Node-API, which fits every Electron: nothing is compiled.
  npmRebuild: false,
  protocols: [{ name: 'Hashline invite', schemes: ['hashline'] }],
  publish: release.feed === '' ? null : { provider: 'generic', url: release.feed },
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  },
  win: {
    icon: join(ICONS, 'icon.ico'),
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64', 'arm64'] },
    ],
  },
  // For one person, without an administrator; what they wrote stays when the app goes.
  nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false, differentialPackage: false },
  portable: { artifactName: '${productName}-${version}-portable-${arch}.${ext}' },
  mac: {
    icon: join(ICONS, 'icon.icns'),
    category: 'public.app-category.social-networking',
    // Both processors' drivers lie in both halves, so there is nothing to merge.
    x64ArchFiles: '**/*.node',
    hardenedRuntime: true,
    entitlements: join('build', 'mac-entitlements.plist'),
    entitlementsInherit: join('build', 'mac-entitlements.plist'),
    notarize: process.env.APPLE_API_KEY !== undefined,
    extendInfo: {
      NSMicrophoneUsageDescription: 'To record voice messages.',
      NSCameraUsageDescription: 'To scan an invite with the camera.',
      NSLocalNetworkUsageDescription: 'To find people nearby and to send messages straight to them.',
    },
    target: [
      { target: 'dmg', arch: ['universal'] },
      { target: 'zip', arch: ['universal'] },
    ],
  },
  linux: {
    icon: ICONS,
    category: 'Network',
    synopsis: 'Messages and photos straight from computer to computer',
    maintainer: 'Hashline contributors <noreply@invalid.invalid>',
    syncDesktopName: true,
    desktop: { entry: { Keywords: 'chat;messenger;photos;', StartupWMClass: 'Hashline' } },
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'tar.gz', arch: ['x64', 'arm64'] },
    ],
  },
  // The database driver needs this one (Debian 12, Ubuntu 22.04 and later).
  deb: { depends: ['libc6 (>= 2.34)', 'libgtk-3-0', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'xdg-utils'] },
  // The fallback runtime carries our loader where Electron looks before it looks for app.asar.
  afterPack: async ({ appOutDir }) => await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
};

export default config;
