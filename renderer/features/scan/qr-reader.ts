import { QR_READ_TIMEOUT_MS } from '../../limits.ts';
import workerUrl from '../../qr-worker/qr-worker.ts?worker&url';

/** Chromium's guard of addresses of scripts (Trusted Types), as far as it is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The page's policy lets one such rule be made, and it knows one address. */
const guard = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('qr-reader', {
  createScriptURL: () => workerUrl,
});

let worker: Worker | undefined;

/** What the QR code in this picture says; null if there is none, or none that can be read. The picture is used up. */
export async function readQrCode(picture: ImageBitmap): Promise<string | null> {
  worker ??= startWorker();
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise<string | null>((resolve) => {
      const timer = setTimeout(() => resolve(stopReader()), QR_READ_TIMEOUT_MS);
      port1.onmessage = ({ data }: MessageEvent<string | null>) => {
        clearTimeout(timer);
        resolve(data);
      };
      worker?.postMessage(picture, [picture, port2]);
    });
  } finally {
    port1.close();
  }
}

/** Ends the reader; the next picture starts another one. */
export function stopReader(): null {
  worker?.terminate();
  worker = undefined;
  return null;
}

function startWorker(): Worker {
  const address = guard?.createScriptURL(workerUrl) ?? workerUrl;
  return new Worker(address, { type: 'module' });
}
