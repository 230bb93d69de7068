import { isIPv4, isIPv6 } from 'node:net';
import type { SwitchStartOptions } from '../endpoint.ts';
import type { Transport } from './transport.ts';
import { type BindError, bindUdp, type UdpSocket } from './udp-socket.ts';

export type TransportResult =
  | { readonly ok: true; readonly transport: Transport }
  | { readonly ok: false; readonly error: BindError; readonly detail: string };

/**
 * Binds what the application asked for: one address, or without one every interface, on IPv6 too where the same port
 * is to be had there.
 */
export async function openUdp({ ip, port = 0 }: SwitchStartOptions['listen'] & object = {}): Promise<TransportResult> {
  return ip === undefined ? openEverywhere(port) : openOne(ip, port);
}

async function openOne(ip: string, port: number): Promise<TransportResult> {
  const type = isIPv4(ip) ? 'ipv4' : isIPv6(ip) ? 'ipv6' : undefined;
  if (type === undefined) return { ok: false, error: 'address-unavailable', detail: `${ip} is not an IP address.` };
  const bound = await bindUdp({ type, ip, port });
  return bound.ok ? { ok: true, transport: join([bound.socket]) } : bound;
}

async function openEverywhere(port: number): Promise<TransportResult> {
  const four = await bindUdp({ type: 'ipv4', ip: '0.0.0.0', port });
  // A taken port is told even where IPv6 has it free: most peers could not reach us. A machine without IPv4 is fine.
  if (!four.ok && four.error !== 'address-unavailable') return four;
  const six = await bindUdp({ type: 'ipv6', ip: '::', port: four.ok ? four.socket.bound.port : port });
  const sockets = [four, six].flatMap((result) => (result.ok ? [result.socket] : []));
  return sockets.length > 0 || four.ok ? { ok: true, transport: join(sockets) } : four;
}

/** One or two sockets of different families as one transport. */
function join(sockets: readonly UdpSocket[]): Transport {
  const socketByType = new Map(sockets.map((socket) => [socket.bound.type, socket]));
  return {
    bound: sockets.map((socket) => socket.bound),
    send: (to, bytes) => socketByType.get(to.type)?.send(to, bytes),
    broadcast: (via, to, bytes) => socketByType.get(to.type)?.broadcast(via, to, bytes),
    onDatagram: (receive) => {
      for (const socket of sockets) socket.onDatagram(receive);
    },
    close: async () => {
      await Promise.all(sockets.map((socket) => socket.close()));
    },
  };
}
