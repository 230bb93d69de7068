import { runCli } from './run-cli.ts';

// The messenger without a window: `npm run --silent messenger -- --help` says how to drive it.
process.exit(await runCli(process.argv.slice(2)));
