import { networkInterfaces } from 'node:os';

/** Bound to the loopback alone, an app looks for nobody in its network. */
export const ON_THE_NETWORK = { listen: '0.0.0.0:0' };

export const HAS_NETWORK = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.internal === false && address.family === 'IPv4');
