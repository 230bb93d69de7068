/** What bench/peer.mjs runs, in one bundle as the app runs it: tsx would wrap each function, which costs as much as the work. */
export { ByteStream } from '../channel/stream.ts';
export { generateIdentity } from '../io/node-identity.ts';
export { startOver } from '../io/switch-factory.ts';
export { openUdp } from '../io/udp-transport.ts';
