import type { Session } from 'electron';
import { isOfSite, MAIN_SITE } from './pages.ts';

export type Device = 'camera' | 'microphone';

/** What the page may use at this moment. */
export interface DevicePermissions {
  /** False: the system does not let us. */
  open(device: Device): Promise<boolean>;
  close(device: Device): void;
  /** Whether this may be had now by a page of this address. */
  allows(kinds: readonly (string | undefined)[], address: string): boolean;
  /** The page is loaded anew, or gone: whatever it used, it uses no more. */
  closeAll(): void;
}

/** Chromium's names of what devices give. */
const KINDS: Readonly<Record<Device, string>> = { camera: 'video', microphone: 'audio' };

/** `askSystem`: macOS asks the person itself, once; elsewhere there is nothing to ask. */
export function createDevicePermissions(askSystem: (device: Device) => Promise<boolean>): DevicePermissions {
  const inUse = new Set<string>();
  return {
    async open(device) {
      if (!(await askSystem(device))) return false;
      inUse.add(KINDS[device]);
      return true;
    },
    close: (device) => void inUse.delete(KINDS[device]),
    allows: (kinds, address) =>
      kinds.length > 0 && isOfSite(MAIN_SITE, address) && kinds.every((kind) => kind !== undefined && inUse.has(kind)),
    closeAll: () => inUse.clear(),
  };
}

/** Lets the page of this session have what it said it uses, and nothing more; all else stays refused. */
export function allowDevices(session: Session, devices: DevicePermissions): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isAllowed =
      permission === 'fullscreen' // the viewer's
        ? isOfSite(MAIN_SITE, details.requestingUrl)
        : permission === 'media' && devices.allows(kinds, details.requestingUrl);
    answer(details.isMainFrame && isAllowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.isMainFrame && devices.allows([details.mediaType], origin),
  );
}
