/** The switch over this machine's network, clock and generator: what an application's composition root takes. */
export { isOnLink } from './network-interfaces.ts';
export { nodeSwitchFactory } from './switch-factory.ts';
