import { POSTER_AT_S, POSTER_EDGE_PX, POSTER_MS_MAX } from '../../limits.ts';

export interface Poster {
  readonly poster: Uint8Array<ArrayBuffer>;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationMs: number;
}

/**
 * Plays a film that was picked for a moment, draws a picture of it and measures it. Null if it can't be played here. The film stays
 * where it lies: the browser reads of it what it needs.
 */
export async function drawPoster(film: Blob): Promise<Poster | null> {
  const video = document.createElement('video');
  const address = URL.createObjectURL(film);
  try {
    video.muted = true;
    video.preload = 'auto';
    video.src = address;
    await happens(video, 'loadeddata');
    const durationMs = await durationOf(video);
    video.currentTime = Math.min(POSTER_AT_S, durationMs / 2_000);
    await happens(video, 'seeked');
    const { videoWidth: widthPx, videoHeight: heightPx } = video;
    const poster = await draw(video, widthPx, heightPx);
    return poster && { poster, widthPx, heightPx, durationMs };
  } catch {
    return null; // the browser says no more than that it can't
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(address);
  }
}

/** Recordings of browsers do not say how long they are; behind their end it shows. */
async function durationOf(video: HTMLVideoElement): Promise<number> {
  if (video.duration === Number.POSITIVE_INFINITY) {
    const isKnown = happens(video, 'durationchange');
    video.currentTime = Number.MAX_SAFE_INTEGER;
    await isKnown;
  }
  const durationMs = Math.round(video.duration * 1_000);
  if (!(durationMs > 0) || !Number.isFinite(durationMs)) throw new Error('A film without an end.');
  return durationMs;
}

async function draw(
  video: HTMLVideoElement,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const scale = Math.min(1, POSTER_EDGE_PX / Math.max(widthPx, heightPx));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(widthPx * scale)),
    Math.max(1, Math.round(heightPx * scale)),
  );
  const context = canvas.getContext('2d');
  if (context === null || widthPx === 0 || heightPx === 0) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  return new Uint8Array(await blob.arrayBuffer());
}

function happens(video: HTMLVideoElement, name: 'loadeddata' | 'durationchange' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const settle = (act: () => void) => () => {
      stop.abort();
      clearTimeout(timer);
      act();
    };
    const refuse = settle(() => reject(new Error('The film can’t be played.')));
    const timer = setTimeout(refuse, POSTER_MS_MAX);
    video.addEventListener(name, settle(resolve), { signal: stop.signal });
    video.addEventListener('error', refuse, { signal: stop.signal });
  });
}
