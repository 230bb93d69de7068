import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/**
 * A plain machine in between: what comes to its front goes out of its back to the target, what the target answers goes
 * back. It understands nothing of what it carries. Front and back may be of different families, so that the two ends can't
 * reach each other without it.
 */
export interface Forwarder {
  /** Where guests send to. */
  readonly front: { readonly ip: string; readonly port: number };
  readonly carriedCount: () => number;
  readonly close: () => void;
}

export async function forward(target: { readonly ip: string; readonly port: number }): Promise<Forwarder> {
  const front = await bind('udp4', '127.0.0.1');
  const back = target.ip.includes(':') ? await bind('udp6', '::1') : await bind('udp4', '127.0.0.1');
  let guest: { readonly address: string; readonly port: number } | undefined;
  let carried = 0;
  front.on('message', (bytes, from) => {
    guest = from;
    carried += 1;
    back.send(bytes, target.port, target.ip);
  });
  back.on('message', (bytes) => {
    if (guest === undefined) return;
    carried += 1;
    front.send(bytes, guest.port, guest.address);
  });
  return {
    front: { ip: '127.0.0.1', port: front.address().port },
    carriedCount: () => carried,
    close: () => {
      front.close();
      back.close();
    },
  };
}

async function bind(type: 'udp4' | 'udp6', ip: string): Promise<Socket> {
  const socket = createSocket(type);
  socket.bind(0, ip);
  await once(socket, 'listening');
  return socket;
}
