import type { SwitchStartOptions } from '../endpoint.ts';
import { isTcp } from '../index.ts';
import { TcpPaths } from './tcp-path.ts';
import type { Transport } from './transport.ts';
import { openUdp, type TransportResult } from './udp-transport.ts';
import { UdpUplinks } from './udp-uplinks.ts';

/** What the application asked for: UDP, and unless it says no, TCP at the same port for networks that let no UDP through. */
export async function openTransport({
  listen,
  tcp = true,
  log,
}: Pick<SwitchStartOptions, 'listen' | 'tcp' | 'log'>): Promise<TransportResult> {
  const udp = await openUdp(listen);
  if (!udp.ok) return udp;
  const uplinks = new UdpUplinks(udp.transport);
  if (!tcp) return { ok: true, transport: uplinks };
  return { ok: true, transport: joinTcp(uplinks, await TcpPaths.open(udp.transport.bound, log)) };
}

function joinTcp(udp: Transport, tcp: TcpPaths): Transport {
  return {
    bound: [...udp.bound, ...tcp.bound],
    send: (to, bytes, isEverywhere) => (isTcp(to) ? tcp.send(to, bytes) : udp.send(to, bytes, isEverywhere)),
    broadcast: (via, to, bytes) => udp.broadcast(via, to, bytes),
    onDatagram: (receive) => {
      udp.onDatagram(receive);
      tcp.onDatagram(receive);
    },
    onClosed: (closed) => tcp.onClosed(closed),
    close: async () => {
      await Promise.all([udp.close(), tcp.close()]);
    },
  };
}
