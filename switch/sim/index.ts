/** Simulated worlds of real switches: seeded, in virtual time. For tests; nothing of the app depends on it. */

export { Dice } from './dice.ts';
export { SimSwitchFactory } from './factory.ts';
export { type Datagram, type Faults, SimNetwork } from './network.ts';
export { type NodeHost, type NodeOptions, SimNode } from './node.ts';
export { type AddNodeOptions, type SimCrypto, SimWorld, type SimWorldOptions } from './world.ts';
