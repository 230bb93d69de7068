import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { allowDevices, createDevicePermissions } from './device-permissions.ts';

const PAGE = 'app://hashline/index.html';

describe('camera and microphone', () => {
  test('are refused unless the page uses just these', async () => {
    const devices = createDevicePermissions(async () => true);
    expect(devices.allows(['video'], PAGE)).toBe(false);
    await devices.open('camera');
    expect(devices.allows(['video'], PAGE)).toBe(true);
    expect(devices.allows(['video', 'audio'], PAGE)).toBe(false);
    expect(devices.allows([], PAGE)).toBe(false);
    expect(devices.allows([undefined], PAGE)).toBe(false);
    expect(devices.allows(['video'], 'app://decoder/image-worker.html')).toBe(false);
    expect(devices.allows(['video'], 'https://example.org/')).toBe(false);
    devices.close('camera');
    expect(devices.allows(['video'], PAGE)).toBe(false);
  });

  test('are refused when the system says no, and after the page was loaded anew', async () => {
    const refused = createDevicePermissions(async () => false);
    expect(await refused.open('camera')).toBe(false);
    expect(refused.allows(['video'], PAGE)).toBe(false);
    const devices = createDevicePermissions(async () => true);
    await devices.open('microphone');
    devices.closeAll();
    expect(devices.allows(['audio'], PAGE)).toBe(false);
  });

  test.each(['close', 'closeAll'] as const)('stay shut when %s comes while the system still asks', async (end) => {
    let answer: (isAllowed: boolean) => void = () => undefined;
    const devices = createDevicePermissions(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const opening = devices.open('camera');
    devices[end]('camera');
    answer(true);
    expect(await opening).toBe(false);
    expect(devices.allows(['video'], PAGE)).toBe(false);
  });

  test('are all that is ever allowed', async () => {
    type Handler = (...given: unknown[]) => unknown;
    let onRequest: Handler = () => undefined;
    let onCheck: Handler = () => undefined;
    const session = {
      setPermissionRequestHandler: (handler: Handler) => {
        onRequest = handler;
      },
      setPermissionCheckHandler: (handler: Handler) => {
        onCheck = handler;
      },
    } as unknown as Session; // what allowDevices sets
    const devices = createDevicePermissions(async () => true);
    allowDevices(session, devices);
    await devices.open('camera');
    const asked = (permission: string, details: object) => {
      let answered: unknown;
      onRequest(
        {},
        permission,
        (answer: unknown) => {
          answered = answer;
        },
        details,
      );
      return answered;
    };
    const video = { isMainFrame: true, requestingUrl: PAGE, mediaTypes: ['video'] };
    expect(asked('media', video)).toBe(true);
    expect(asked('media', { ...video, isMainFrame: false })).toBe(false);
    expect(asked('media', { ...video, mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(asked('geolocation', { isMainFrame: true, requestingUrl: PAGE })).toBe(false);
    expect(asked('display-capture', video)).toBe(false);
    expect(onCheck({}, 'media', 'app://hashline/', { isMainFrame: true, mediaType: 'video' })).toBe(true);
    expect(onCheck({}, 'media', 'app://hashline/', { isMainFrame: true, mediaType: 'audio' })).toBe(false);
    expect(onCheck({}, 'notifications', 'app://hashline/', { isMainFrame: true })).toBe(false);
  });
});
