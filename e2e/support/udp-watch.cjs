/**
 * Loaded into the app's main process before the app (`electron -r`): notes every datagram that really comes in, before any
 * of our code sees it. So a test can hold what the window says against what happened on the wire.
 */
const dgram = require('node:dgram');

/** The newest datagrams are kept whole, to be cut and replayed. */
const KEPT_MAX = 400;

const watch = { bySource: new Map(), kept: [] };
globalThis.udpWatch = watch;

const createSocket = dgram.createSocket;
dgram.createSocket = (...options) => {
  const socket = createSocket(...options);
  socket.on('message', (bytes, { address, port }) => {
    const source = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
    const seen = watch.bySource.get(source) ?? { count: 0, lastAtMs: 0 };
    watch.bySource.set(source, { count: seen.count + 1, lastAtMs: Date.now() });
    watch.kept.push(Buffer.from(bytes));
    if (watch.kept.length > KEPT_MAX) watch.kept.shift();
  });
  return socket;
};
