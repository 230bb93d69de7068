import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request to a router. */
export interface Question<Answer> {
  readonly to: { readonly ip: string; readonly port: number };
  /** Our address in its network: the one that a mapping is for. */
  readonly ownIp: string;
  readonly bytes: Uint8Array;
  /** It is sent as often as there are gaps, each waited for an answer. */
  readonly gapsMs: readonly number[];
  /** Undefined: no answer to this question. */
  readonly read: (answer: Uint8Array) => Answer | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** Asks, with growing gaps. The first answer from there that `read` knows counts; undefined if none comes. */
export async function ask<Answer>(question: Question<Answer>): Promise<Answer | undefined> {
  const { to, ownIp, bytes, gapsMs, read, signal } = question;
  const done = new AbortController();
  const end = () => done.abort();
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  let answer: Answer | undefined;
  const socket = createSocket(isIPv6(ownIp) ? 'udp6' : 'udp4');
  socket.on('error', end); // our address is gone
  socket.on('message', (datagram, from) => {
    if (from.address !== to.ip || from.port !== to.port || answer !== undefined) return;
    answer = read(new Uint8Array(datagram));
    if (answer !== undefined) end();
  });
  await bound(socket, ownIp);
  for (const gapMs of gapsMs) {
    if (done.signal.aborted) break;
    socket.send(bytes, to.port, to.ip, () => undefined); // one that can't be sent isn't answered either
    await sleep(gapMs, undefined, { signal: done.signal }).catch(() => undefined); // answered, or not wanted any more
  }
  signal?.removeEventListener('abort', end);
  await new Promise<void>((resolve) => void socket.close(() => resolve()));
  return answer;
}

/** Resolves as well if it can't be: then nothing is answered. */
function bound(socket: Socket, ip: string): Promise<void> {
  return new Promise((resolve) => {
    socket.once('error', () => resolve());
    socket.bind({ address: ip, port: 0, exclusive: true }, () => resolve());
  });
}
