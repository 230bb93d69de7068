import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SCAN_INTERVAL_MS } from '../../limits.ts';
import { problemOf, type Scanning, scanWithCamera } from './camera.ts';
import { readQrCode } from './qr-reader.ts';

vi.mock('../../bridge.ts', () => ({ bridge: { switchCamera: async () => ({ ok: true, value: {} }) } }));
vi.mock('./qr-reader.ts', () => ({ readQrCode: vi.fn(async () => 'a code'), stopReader: vi.fn() }));

test.each([
  ['NotFoundError', 'scan.missing'],
  ['NotAllowedError', 'scan.refused'],
  ['SecurityError', 'scan.refused'],
  ['NotReadableError', 'scan.busy'],
  ['', 'scan.refused'],
])('a camera that fails with %j is told as %s', (name, key) => {
  expect(problemOf(name)).toBe(key);
});

describe('looking for codes', () => {
  const picture = { close: vi.fn() };
  const takePicture = vi.fn<() => Promise<unknown>>();
  const onCode = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
    vi.stubGlobal('createImageBitmap', takePicture);
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [] }) } });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function scan(): Promise<Scanning> {
    const video = { readyState: 2 } as HTMLVideoElement; // what is looked at
    const scanning = await scanWithCamera(video, onCode);
    if (typeof scanning === 'string') throw new Error(scanning);
    return scanning;
  }

  test('a picture that can not be had is followed by the next one', async () => {
    takePicture.mockRejectedValueOnce(new Error('between two pictures')).mockResolvedValue(picture);
    const scanning = await scan();
    await vi.advanceTimersByTimeAsync(SCAN_INTERVAL_MS);
    expect(onCode).toHaveBeenCalledExactlyOnceWith('a code');
    scanning.stop();
  });

  test('a picture that comes after the end starts no reader', async () => {
    let come: (picture: unknown) => void = () => undefined;
    takePicture.mockReturnValue(
      new Promise((resolve) => {
        come = resolve;
      }),
    );
    (await scan()).stop();
    come(picture);
    await vi.advanceTimersByTimeAsync(SCAN_INTERVAL_MS);
    expect(readQrCode).not.toHaveBeenCalled();
    expect(picture.close).toHaveBeenCalledTimes(1);
  });
});
