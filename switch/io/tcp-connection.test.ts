import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { TCP_SILENT_MS } from './limits.ts';
import { TcpConnection } from './tcp-connection.ts';
import { encodeFrame } from './tcp-frames.ts';

const open: { destroy(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.destroy();
});

/** A connection that we made, and the other end of it. */
async function dial() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const accepted: Promise<[Socket]> = once(server, 'connection').then(([socket]) => [socket]);
  const socket = connect(port, '127.0.0.1');
  let heard: () => void = () => undefined;
  const connection = new TcpConnection(socket, { type: 'tcp4', ip: '127.0.0.1', port }, true, performance.now(), {
    onPacket: () => heard(),
    onClosed: () => undefined,
  });
  const [other] = await accepted;
  open.push(connection, other, { destroy: () => void server.close() });
  const nextPacket = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  return { connection, other, nextPacket };
}

test('a connection of ours that says nothing after we have spoken is dead after a while, and not before', async () => {
  const { connection } = await dial();
  const wayLater = () => performance.now() + TCP_SILENT_MS + 1;
  expect(connection.isOverdue(wayLater())).toBe(false); // nothing was said, so nothing has to be answered
  connection.send(Uint8Array.of(1, 2, 3));
  expect(connection.isOverdue(performance.now())).toBe(false);
  expect(connection.isOverdue(wayLater())).toBe(true);
});

test('an answer keeps it alive', async () => {
  const { connection, other, nextPacket } = await dial();
  connection.send(Uint8Array.of(1, 2, 3));
  const packet = nextPacket();
  other.write(encodeFrame(Uint8Array.of(4)));
  await packet;
  expect(connection.isOverdue(performance.now() + TCP_SILENT_MS + 1)).toBe(false);
});
