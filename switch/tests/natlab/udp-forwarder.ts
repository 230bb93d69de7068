import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/**
 * Somebody between two who knows nothing of TeleHash: `udp-forwarder PORT TARGET-IP TARGET-PORT`. What comes from the target goes
 * to whoever spoke last, everything else to the target. Says "ready", and ends with its stdin.
 */
const [port = '0', targetIp = '', targetPort = '0'] = process.argv.slice(2);
const socket = createSocket('udp4');
let other: { readonly address: string; readonly port: number } | undefined;

socket.on('message', (bytes, from) => {
  const isTarget = from.address === targetIp && from.port === Number(targetPort);
  if (!isTarget) other = from;
  const to = isTarget ? other : { address: targetIp, port: Number(targetPort) };
  if (to !== undefined) socket.send(bytes, to.port, to.address);
});
socket.bind(Number(port));
await once(socket, 'listening');
process.stdin.on('end', () => socket.close()).resume();
process.stdout.write('ready\n');
