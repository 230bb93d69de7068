import { bridge } from '../../bridge.ts';
import { SCAN_INTERVAL_MS } from '../../limits.ts';
import { readQrCode, stopReader } from './qr-reader.ts';

export type CameraProblem = 'scan.missing' | 'scan.refused' | 'scan.busy';

export interface Scanning {
  stop(): void;
}

const WANTED: MediaStreamConstraints = { video: { facingMode: 'environment', width: { ideal: 1280 } } };

/**
 * Shows the camera in `video` and tells every code it sees, each once. The main process lets the page have the camera from
 * here until `stop`, and at no other time.
 */
export async function scanWithCamera(
  video: HTMLVideoElement,
  onCode: (text: string) => void,
): Promise<Scanning | CameraProblem> {
  const opened = await bridge.switchCamera({ isOn: true });
  const stream = opened.ok ? await openStream() : 'scan.refused';
  if (typeof stream === 'string') {
    void bridge.switchCamera({ isOn: false });
    return stream;
  }
  video.srcObject = stream;
  const stopLooking = lookForCodes(video, onCode);
  return {
    stop() {
      stopLooking();
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
      stopReader();
      void bridge.switchCamera({ isOn: false });
    },
  };
}

async function openStream(): Promise<MediaStream | CameraProblem> {
  try {
    return await navigator.mediaDevices.getUserMedia(WANTED);
  } catch (error) {
    return problemOf(error instanceof DOMException ? error.name : '');
  }
}

/** By the names that the standard gives its failures. */
export function problemOf(name: string): CameraProblem {
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'scan.missing';
  return name === 'NotReadableError' || name === 'AbortError' ? 'scan.busy' : 'scan.refused';
}

/** Null also for a picture that can't be had now: the next one may be. The reader is not started again for what is over. */
async function readNow(video: HTMLVideoElement, isOver: () => boolean): Promise<string | null> {
  const picture = await createImageBitmap(video).catch(() => null);
  if (picture === null || !isOver()) return picture && readQrCode(picture);
  picture.close();
  return null;
}

/** One picture after the other, never two at once. */
function lookForCodes(video: HTMLVideoElement, onCode: (text: string) => void): () => void {
  let isOver = false;
  let seen = '';
  const look = async () => {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      const text = await readNow(video, () => isOver);
      if (!isOver && text !== null && text !== seen) {
        seen = text;
        onCode(text);
      }
    }
    if (!isOver) setTimeout(() => void look(), SCAN_INTERVAL_MS);
  };
  void look();
  return () => {
    isOver = true;
  };
}
