/** The switch over this machine's network, clock and generator: what an application's composition root takes. */
export { nodeSwitchFactory } from './switch-factory.ts';
