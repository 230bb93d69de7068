import { parentPort } from 'node:worker_threads';
import { flushBeside } from './durable-writes.ts';
import { createWorkerHost } from './worker-host.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

/**
 * The storage thread: the database, or the chunk files, behind one message port. Everything in it waits for the disk, so
 * that nothing else does.
 */
const port = parentPort;
if (port === null) throw new Error('storage/worker runs only as a worker thread');

const host = createWorkerHost(flushBeside());
port.on('message', (request: WorkerRequest) => {
  const answer = host.answer(request);
  if (answer instanceof Promise) void answer.then(post);
  else post(answer);
});

function post(answer: WorkerAnswer): void {
  port?.postMessage(answer, transferable(answer));
}

/** Bytes larger than this are handed over rather than copied; below it a copy costs less than the hand-over. */
const TRANSFER_BYTES_MIN = 65_536;

function transferable(answer: WorkerAnswer): ArrayBuffer[] {
  const value = answer.ok ? answer.value : undefined;
  if (!(value instanceof Uint8Array) || value.length < TRANSFER_BYTES_MIN) return [];
  const { buffer } = value;
  return buffer instanceof ArrayBuffer && buffer.byteLength === value.length ? [buffer] : [];
}
