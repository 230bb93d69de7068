/** Simulated worlds of real switches: seeded, in virtual time. For tests; nothing of the app depends on it. */

export { Dice } from './dice.ts';
export { SimSwitchFactory } from './factory.ts';
export { NAT_TYPES, NatBox, type NatName, type NatType } from './nat-box.ts';
export { type Datagram, type Elsewhere, type Faults, type NodeNetwork, SimNetwork } from './network.ts';
export { type NodeHost, type NodeOptions, SimNode } from './node.ts';
export { createNullCrypto } from './null-cipher-set.ts';
export { type AddNodeOptions, type SimCrypto, SimWorld, type SimWorldOptions } from './world.ts';
