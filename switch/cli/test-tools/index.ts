/** What makes a network bad on purpose. Not part of any package. */
export { EngineTools } from './engine-tools.ts';
export { FaultyTransport } from './faulty-transport.ts';
export { testCommands } from './test-commands.ts';
