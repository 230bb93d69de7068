import { startOver } from '../io/switch-factory.ts';
import { runNode } from './run-node.ts';

// A switch without a window: `npm run --silent node -- --help` says how to drive it.
await runNode(process.argv.slice(2), (transport, options) => ({ endpoint: startOver(transport, options) }));
