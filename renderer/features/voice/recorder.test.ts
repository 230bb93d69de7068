import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

test('a microphone that nothing can record from is let go, and closed', async () => {
  const calls: boolean[] = [];
  const stop = vi.fn();
  vi.stubGlobal('window', {
    bridge: {
      openMicrophone: async ({ isOn }: { readonly isOn: boolean }) => {
        calls.push(isOn);
        return { ok: true, value: {} };
      },
    },
  });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [{ stop }] }) } });
  vi.stubGlobal(
    'MediaRecorder',
    class {
      constructor() {
        throw new DOMException('no such type', 'NotSupportedError');
      }
    },
  );
  const { startRecorder } = await import('./recorder.ts');
  const started = await startRecorder(
    () => undefined,
    () => undefined,
  );
  expect(started).toBe('voice.problem.failed');
  expect(stop).toHaveBeenCalledTimes(1);
  expect(calls).toEqual([true, false]);
});
