import type { Ask } from '../../cli/ask.ts';
import type { Command } from '../../cli/json-lines.ts';
import { runNode } from '../../cli/run-node.ts';
import { ReferenceEndpoint } from './reference-endpoint.ts';
import { referenceFolder } from './reference-loader.ts';

// The reference switch of 2014, driven by the same commands as ours.
const folder = await referenceFolder();
await runNode(process.argv.slice(2), (transport, { identity, lanDiscovery = false }) => {
  const endpoint = new ReferenceEndpoint(folder, identity, transport, lanDiscovery);
  return { endpoint, commands: rawCommands(endpoint) };
});

/** What it lets us do that our engine does not: packets and opens as we like them. */
function rawCommands(endpoint: ReferenceEndpoint): Record<string, Command> {
  return {
    packet: (ask) => {
      const body = Buffer.from(ask.optionalBody('body') ?? []);
      endpoint.peer(ask.hashname('to')).send({ js: { ...ask.optionalObject('js') }, body });
      return undefined;
    },
    open: (ask) => sendOpen(endpoint, ask),
  };
}

/** The open again: as it is; `fresh` for a new line, as after a restart; `at` with another stamp. */
function sendOpen(endpoint: ReferenceEndpoint, ask: Ask) {
  const peer = endpoint.peer(ask.hashname('to'));
  if (ask.flag('fresh')) for (const key of LINE_FIELDS) delete peer[key];
  const at = ask.optionalNumber('at');
  if (at !== undefined) {
    peer.lineAt = at;
    delete peer.opened;
  }
  const open = peer.open();
  if (open !== false) for (const path of peer.paths) endpoint.sendRaw(path, open);
  return { line: peer.lineOut, at: peer.lineAt };
}

/** Where the reference keeps its side of a line. */
const LINE_FIELDS = ['opened', 'lineOut', 'lineAt', 'ecc', 'linekey', 'lineIn'] as const;
