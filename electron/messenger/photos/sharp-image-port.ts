import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PHOTO_DECODE_MS_MAX } from '../limits.ts';
import type { ImageEdges, ImagePort, ImageResult } from './image-port.ts';
import type { SharpAnswer } from './sharp-process.ts';

const CHILD_FILE = fileURLToPath(new URL('./sharp-child.ts', import.meta.url));
const FAILED: ImageResult = { ok: false, error: 'decoder-failed' };

/**
 * Decodes in a child process, one picture at a time; a crash or a picture that takes too long costs the child and nothing
 * else. For the headless messenger and for tests: the app decodes in a sandboxed window.
 */
export function createSharpImagePort(timeoutMs: number = PHOTO_DECODE_MS_MAX, childFile = CHILD_FILE): ImagePort {
  let child: ChildProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 0;

  function living(): ChildProcess {
    if (child !== undefined) return child;
    const started = fork(childFile, {
      execArgv: childFile.endsWith('.ts') ? ['--import', 'tsx'] : [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // stdout may be somebody's, and ends with us
    });
    started.on('exit', () => {
      if (child === started) child = undefined;
    });
    child = started;
    return started;
  }

  function ask(bytes: Uint8Array, edges: ImageEdges): Promise<ImageResult> {
    const decoder = living();
    const id = nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        decoder.kill('SIGKILL');
        finish(FAILED);
      }, timeoutMs);
      const answered = (answer: SharpAnswer) => {
        if (answer.id === id) finish(answer.result);
      };
      const died = () => finish(FAILED);
      function finish(result: ImageResult): void {
        clearTimeout(timer);
        decoder.off('message', answered);
        decoder.off('exit', died);
        resolve(result);
      }
      decoder.on('message', answered);
      decoder.on('exit', died);
      decoder.send({ ...edges, id, bytes });
    });
  }

  return {
    process(bytes, edges) {
      const answer = queue.then(() => ask(bytes, edges));
      queue = answer;
      return answer;
    },
    async close() {
      await queue;
      child?.disconnect();
      child = undefined;
    },
  };
}
