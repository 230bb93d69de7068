import type { ImageEdges, ImagePort, ImageResult } from '../messenger/index.ts';
import { readImageReply } from './image-reply.ts';
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

const TROUBLE = { died: 'died', late: 'took too long', lies: 'answered nonsense' } as const;

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
    const wasOpen = decoder !== undefined;
    let outcome = await tryOnce(bytes, edges);
    // It may have died while it waited, or of the picture before: that is not this picture's fault.
    if (outcome === 'died' && wasOpen) outcome = await tryOnce(bytes, edges);
    if (outcome === 'died' || outcome === 'failed') return FAILED;
    cancelIdle = after(IMAGE_WINDOW_IDLE_MS, drop);
    return outcome;
  }

  async function tryOnce(bytes: Uint8Array, edges: ImageEdges): Promise<ImageResult | 'died' | 'failed'> {
    if (!isClosed) decoder ??= await open();
    if (isClosed || decoder === undefined) {
      drop();
      return 'failed';
    }
    const answer = await runInTime(decoder, bytes, edges);
    const result = readImageReply(answer, edges);
    if (result !== undefined) return result;
    if (!isClosed) warn(`images: the decoder ${TROUBLE[answer === 'late' || answer === 'died' ? answer : 'lies']}`);
    drop();
    return answer === 'died' ? 'died' : 'failed';
  }

  function runInTime(running: Decoder, bytes: Uint8Array, edges: ImageEdges): Promise<unknown> {
    return new Promise((resolve) => {
      const cancel = after(IMAGE_TIMEOUT_MS, () => resolve('late'));
      abandon = () => resolve('late');
      void running.run({ ...edges, bytes }).then((answer) => {
        cancel();
        resolve(answer ?? 'died');
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
