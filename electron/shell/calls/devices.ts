import type { BridgeCalls } from '../../bridge/contract.ts';
import type { DevicePermissions } from '../device-permissions.ts';

/** The page begins and ends to use a camera or a microphone. */
export function deviceUseCalls(devices: DevicePermissions): Pick<BridgeCalls, 'openDevice' | 'closeDevice'> {
  return {
    openDevice: async ({ device }) =>
      (await devices.open(device)) ? { ok: true, value: {} } : { ok: false, error: 'device-refused' },
    closeDevice: async ({ device }) => {
      devices.close(device);
      return { ok: true, value: {} };
    },
  };
}
