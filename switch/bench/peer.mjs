import { MessagePipe } from './message-pipe.mjs';
import { loadSwitch } from './peer-bundle.mjs';

// This switch as one of the peers that a set of benchmarks compares (its README has the interface): a file that says how a node is
// made, listens and dials. Connections are one reliable channel each.

const { ByteStream, generateIdentity, openUdp, startOver } = await loadSwitch();

const TYPE = '_bench';
const IP = '127.0.0.1';
const INTERNET_DATAGRAM_BYTES = 1_452;
/** Time that a private DHT gets after its last node has joined: each looks around three times in 1.5 s, and again after 10 s. */
const SETTLE_MS = 12_000;

export const info = {
  name: 'Hashline switch (2a)',
  transport: 'udp',
  reliable: true,
  encrypted: true,
  bulkChunk: 65_536,
  // Behind the proxy neither tells its own address, or they would find the way round it.
  proxyInfra: { isProxied: true },
};

export async function makeIdentity() {
  const { hashname, parts, keys, secrets } = await generateIdentity();
  return { id: hashname, parts, keys: toText(keys), secrets: toText(secrets) };
}

export async function createNode({ identity, infra }) {
  const endpoint = await start(identity, infra?.isProxied);
  return {
    async listen(onconnection) {
      accept(endpoint, onconnection);
      return { ...addressOf(endpoint, identity) };
    },
    async dial(ref) {
      endpoint.learn(hintOf(ref));
      return dial(endpoint, ref.id);
    },
    close: () => endpoint.close(),
  };
}

/** Members of a DHT that know nobody but the first of them; some listen. */
export async function startNetwork({ size, identities, serve }) {
  const members = [];
  for (let at = 0; at < size; at++) {
    const identity = identities[at] ?? (await makeIdentity());
    const endpoint = await start(identity);
    endpoint.setSeeding('anyone');
    accept(endpoint, serve);
    const [first] = members;
    if (first !== undefined) await join(endpoint, first.ref);
    members.push({ endpoint, ref: addressOf(endpoint, identity) });
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  // Nobody is sought who is the seed itself.
  const targets = members.slice(1, identities.length).map(({ ref }) => ({ id: ref.id }));
  return { data: { seed: members[0].ref, targets, links: members.map(({ endpoint }) => endpoint.links().length) } };
}

export async function createSearcher({ identity, network }) {
  const endpoint = await start(identity);
  await join(endpoint, network.seed);
  await endpoint.find(identity.id); // what a newcomer does first: only then it has a place, as other DHTs mean by "bootstrapped"
  return {
    async lookup({ id }) {
      const { isFound, askedCount } = await endpoint.find(id);
      return { found: isFound, messages: askedCount };
    },
    connect: async ({ id }) => dial(endpoint, id),
    close: () => endpoint.close(),
  };
}

async function start(identity, isHidden = false) {
  const opened = await openUdp({ ip: IP });
  if (!opened.ok) throw new Error(opened.detail);
  const transport = isHidden ? { ...opened.transport, bound: [] } : opened.transport;
  const endpoint = startOver(transport, {
    identity: {
      hashname: identity.id,
      parts: identity.parts,
      keys: toBytes(identity.keys),
      secrets: toBytes(identity.secrets),
    },
    lastOpenAtMs: 0,
    persistOpenAtMs: async () => undefined,
    // The proxy stands for the internet, though its address says loopback.
    ...(isHidden ? { datagramBytesMax: INTERNET_DATAGRAM_BYTES } : {}),
  });
  return Object.assign(endpoint, { port: opened.transport.bound[0].port });
}

function join(endpoint, seed) {
  return new Promise((resolve) => {
    const isLinked = () => endpoint.links().some(({ hashname }) => hashname === seed.id);
    const timer = setInterval(() => {
      if (!isLinked()) return;
      clearInterval(timer);
      resolve();
    }, 1);
    endpoint.addSeeds([hintOf(seed)]);
  });
}

function accept(endpoint, onconnection) {
  endpoint.listen(TYPE, { reliable: true, mayOpen: () => true }, (channel) => {
    const connection = wrap(() => channel);
    onconnection(connection);
    connection.begin();
  });
}

/** The channel starts with the first bytes, which its first packet carries: an empty one before would be a datagram more. */
function dial(endpoint, id) {
  return wrap((body) => endpoint.openChannel(id, TYPE, { body }));
}

function wrap(open) {
  let stream;
  const waiting = [];
  const begin = (first) => {
    stream = new ByteStream(open(first));
    stream.onBytes((bytes, done) => {
      pipe.feed(bytes);
      done();
    });
    stream.onDrain(() => {
      for (const resolve of waiting.splice(0)) resolve();
    });
    stream.onClose(() => {
      for (const resolve of waiting.splice(0)) resolve();
    });
  };
  const write = (bytes) => {
    if (stream === undefined && bytes.length <= 1_024) {
      begin(bytes);
      return undefined;
    }
    if (stream === undefined) begin();
    return stream.write(bytes) ? undefined : new Promise((resolve) => waiting.push(resolve));
  };
  const pipe = new MessagePipe({ write, close: () => stream?.fail('closed') });
  return Object.assign(pipe, { begin });
}

function addressOf({ port }, { id, parts, keys }) {
  return { id, parts, keys, host: IP, port };
}

function hintOf({ id, parts, keys, host, port }) {
  return { identity: { hashname: id, parts, keys: toBytes(keys) }, paths: [{ type: 'ipv4', ip: host, port }] };
}

function toText(keys) {
  return Object.fromEntries(Object.entries(keys).map(([csid, key]) => [csid, Buffer.from(key).toString('base64')]));
}

function toBytes(keys) {
  return Object.fromEntries(
    Object.entries(keys).map(([csid, key]) => [csid, new Uint8Array(Buffer.from(key, 'base64'))]),
  );
}
