import type { BridgeCalls } from '../../bridge/contract.ts';
import type { DevicePermissions } from '../device-permissions.ts';

/** The page begins and ends to look through the camera. */
export function cameraCalls(devices: DevicePermissions): Pick<BridgeCalls, 'switchCamera'> {
  return {
    switchCamera: async ({ isOn }) => {
      devices.close('camera');
      if (!isOn || (await devices.open('camera'))) return { ok: true, value: {} };
      return { ok: false, error: 'refused-by-system' };
    },
  };
}
