import type { ImagePort, ImageResult } from '../messenger/index.ts';
import { type ImageEdges, readImageReply } from './image-reply.ts';
import { IMAGE_QUEUE_MAX, IMAGE_TIMEOUT_MS, IMAGE_WINDOW_IDLE_MS } from './limits.ts';

/** One open decoder: in the app a hidden window. */
export interface Decoder {
  /** Its answer; undefined if it died over it. */
  run(job: ImageEdges & { readonly bytes: Uint8Array }): Promise<unknown>;
  /** Ends it at once, in the middle of a picture too. */
  close(): void;
}

export interface ImageQueueParts {
  /** Undefined if none could be opened. */
  readonly open: () => Promise<Decoder | undefined>;
  /** Calls back once after `ms`; the returned function cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Something went wrong with the decoder, in a few words without content. */
  readonly warn: (line: string) => void;
}

const FAILED: ImageResult = { ok: false, error: 'decoder-failed' };

/**
 * The app's ImagePort: pictures one after another through one decoder, which is opened with the first, replaced when it
 * dies, hangs or lies, and closed when it has nothing to do.
 */
export function createImageQueue({ open, after, warn }: ImageQueueParts): ImagePort {
  let decoder: Decoder | undefined;
  let cancelIdle: () => void = () => undefined;
  let isClosed = false;
  let waitingCount = 0;
  let last: Promise<unknown> = Promise.resolve();
  let abandon: () => void = () => undefined;

  function drop(): void {
    decoder?.close();
    decoder = undefined;
  }

  async function work(bytes: Uint8Array, edges: ImageEdges): Promise<ImageResult> {
    cancelIdle();
    if (!isClosed) decoder ??= await open();
    if (isClosed || decoder === undefined) {
      drop();
      return FAILED;
    }
    const result = readImageReply(await runInTime(decoder, bytes, edges), edges);
    if (result === undefined) {
      if (!isClosed) warn('images: the decoder died, hung or answered nonsense; it is started anew');
      drop();
      return FAILED;
    }
    cancelIdle = after(IMAGE_WINDOW_IDLE_MS, drop);
    return result;
  }

  function runInTime(running: Decoder, bytes: Uint8Array, { maxEdgePx, thumbEdgePx }: ImageEdges): Promise<unknown> {
    return new Promise((resolve) => {
      const cancel = after(IMAGE_TIMEOUT_MS, () => resolve(undefined));
      abandon = () => resolve(undefined);
      void running.run({ bytes, maxEdgePx, thumbEdgePx }).then((answer) => {
        cancel();
        resolve(answer);
      });
    });
  }

  return {
    process(bytes, edges) {
      if (waitingCount === IMAGE_QUEUE_MAX) return Promise.resolve(FAILED);
      waitingCount += 1;
      const result = last
        .then(() => work(bytes, edges))
        .finally(() => {
          waitingCount -= 1;
        });
      last = result.catch(() => undefined); // a bug in one picture is its caller's to hear, not the next one's
      return result;
    },
    async close() {
      isClosed = true;
      cancelIdle();
      abandon();
      await last;
      drop();
    },
  };
}
