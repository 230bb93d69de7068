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
  /** Which opening is the newest of its device: one that was ended while the system asked comes to nothing. */
  const newest = new Map<Device, symbol>();
  return {
    async open(device) {
      const own = Symbol(device);
      newest.set(device, own);
      if (!(await askSystem(device)) || newest.get(device) !== own) return false;
      inUse.add(KINDS[device]);
      return true;
    },
    close(device) {
      newest.delete(device);
      inUse.delete(KINDS[device]);
    },
    allows: (kinds, address) =>
      kinds.length > 0 && isOfSite(MAIN_SITE, address) && kinds.every((kind) => kind !== undefined && inUse.has(kind)),
    closeAll() {
      newest.clear();
      inUse.clear();
    },
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
