import { isAsSigned } from './manifest.ts';
import type { UpdateInstaller } from './updates.ts';

/**
 * electron-updater under guard: it downloads and installs nothing by itself, and what it is about to download must have the sum that
 * the signed manifest names. It checks the file against that sum itself.
 */
export async function electronInstaller(): Promise<UpdateInstaller> {
  // Only here: it and what it brings are a quarter of what the app would otherwise read at each start.
  const { autoUpdater, CancellationToken } = await import('electron-updater');
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.disableDifferentialDownload = true;
  autoUpdater.logger = null;
  return {
    async fetch(feed, version, sha512s) {
      autoUpdater.setFeedURL({ provider: 'generic', url: feed });
      const check = await autoUpdater.checkForUpdates();
      const info = check?.updateInfo;
      if (info === undefined || !isAsSigned(info, version, sha512s)) return false;
      await autoUpdater.downloadUpdate(new CancellationToken());
      return true;
    },
    install: () => autoUpdater.quitAndInstall(false, true),
  };
}
