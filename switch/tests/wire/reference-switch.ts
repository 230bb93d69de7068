import { type Ask, refuse } from '../../cli/ask.ts';
import { type Command, emitTo } from '../../cli/json-lines.ts';
import { placeOf } from '../../cli/place.ts';
import { runNode } from '../../cli/run-node.ts';
import type { JsonObject } from '../../endpoint.ts';
import type { Hashname } from '../../hashname/hashname.ts';
import type { ReferencePeer } from './reference-api.ts';
import { ReferenceEndpoint } from './reference-endpoint.ts';
import { referenceFolder } from './reference-loader.ts';
import { ReferenceThtpCommands } from './reference-thtp.ts';

/** Where the reference keeps its side of a line. Above the program, which runs as soon as it is read. */
const LINE_FIELDS = ['opened', 'lineOut', 'lineAt', 'ecc', 'linekey', 'lineIn'] as const;

// The reference switch of 2014, driven by the same commands as ours. Its complaints go where events go.
const emit = emitTo(process.stdout);
console.log = (...words: unknown[]) => emit('log', { text: words.map(String).join(' ') });
const folder = await referenceFolder();
await runNode(process.argv.slice(2), (transport, { identity, lanDiscovery = false }) => {
  const endpoint = new ReferenceEndpoint(folder, identity, transport, lanDiscovery);
  const thtp = new ReferenceThtpCommands(endpoint.reference, emit);
  return { endpoint, commands: { ...rawCommands(endpoint), ...thtp.commands() } };
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
    lines: () => ({ lines: Object.values(endpoint.reference.all).map((peer) => lineOf(endpoint, peer)) }),
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
  if (open === false) return refuse('no key of theirs');
  const ip = ask.optionalText('ip');
  const paths = ip === undefined ? peer.paths : [{ type: 'ipv4', ip, port: ask.number('port') }];
  for (const path of paths) endpoint.sendRaw(path, open);
  return { line: peer.lineOut, at: peer.lineAt, size: open.length };
}

function lineOf(endpoint: ReferenceEndpoint, peer: ReferencePeer): JsonObject {
  const status = endpoint.status(peer.hashname as Hashname); // the reference's own
  const paths = (status?.paths ?? []).map(placeOf);
  const channels = Object.entries(peer.chans).map(([c, channel]) => [c, channel ? channel.type : null]);
  return {
    hashname: peer.hashname,
    open: peer.lineIn !== undefined,
    line: peer.lineOut ?? null,
    theirs: peer.lineIn ?? null,
    at: peer.lineAt ?? null,
    theirAt: peer.openAt || null,
    path: paths[0] ?? null,
    paths,
    waiting: peer.sendwait.length,
    channels: Object.fromEntries(channels),
  };
}
