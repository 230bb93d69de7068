import { z } from 'zod';
import {
  type Endpoint,
  type Hashname,
  PIECE_BYTES_MAX,
  parseHashname,
  type SwitchFactory,
} from '../../../switch/index.ts';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import { action, done } from './action.ts';
import * as field from './fields.ts';
import { runCli } from './run-cli.ts';

// A headless messenger whose switch also takes and sends a bare stream: the same line, with nothing read, checked or stored.

/** Bytes, and nothing else. */
const BARE = '_bare';
const SECOND_MS = 1_000;
const BYTES_MAX = 2 ** 31;

let endpoint: Endpoint | undefined;

const switches: SwitchFactory = {
  ...nodeSwitchFactory,
  async start(options) {
    const started = await nodeSwitchFactory.start(options);
    if (!started.ok) return started;
    endpoint = started.endpoint;
    endpoint.listen(BARE, { reliable: true, mayOpen: () => true }, (channel) =>
      channel.onPacket((_, taken) => taken()),
    );
    return started;
  },
};

/** Seconds until the last of so many bytes is acknowledged. */
async function sendBare(from: Endpoint, device: Hashname, bytes: number): Promise<number> {
  const channel = from.openChannel(device, BARE);
  const body = new Uint8Array(PIECE_BYTES_MAX);
  const isOver = new Promise<void>((resolve, reject) => {
    channel.onClose((close) => (close.reason === 'ended' ? resolve() : reject(new Error(close.reason))));
  });
  const sinceMs = performance.now();
  let left = bytes;
  const pump = () => {
    while (left > 0) {
      left -= body.length;
      if (!channel.send({ body, isPiece: true, end: left <= 0 })) return;
    }
  };
  channel.onDrain(pump);
  pump();
  await isOver;
  return (performance.now() - sinceMs) / SECOND_MS;
}

const bare = action(
  [],
  z.strictObject({ device: z.string(), bytes: field.count(1, BYTES_MAX) }),
  async (_, { device, bytes }) => {
    const hashname = parseHashname(device);
    if (endpoint === undefined || hashname === undefined) return { ok: false, error: 'not-listening' };
    return done({ seconds: await sendBare(endpoint, hashname, bytes) });
  },
);

process.exit(await runCli(process.argv.slice(2), { switches, actions: { bare } }));
