import { z } from 'zod';
import {
  type Endpoint,
  type Hashname,
  PIECE_BYTES_MAX,
  parseHashname,
  type StartResult,
  type SwitchFactory,
  type SwitchStartOptions,
} from '../../../switch/index.ts';
import { nodeSwitchFactory } from '../../../switch/io/index.ts';
import { openTransport } from '../../../switch/io/open-transport.ts';
import { startOver } from '../../../switch/io/switch-factory.ts';
import { action, done } from './action.ts';
import * as field from './fields.ts';
import { runCli } from './run-cli.ts';
import { type SlowLine, SlowTransport } from './slow-transport.ts';

// A headless messenger whose switch also takes and sends a bare stream: the same line, with nothing read, checked or stored. With
// `--line=MBIT,MS` its sockets are behind a line of so many megabits a second, and so many milliseconds away.

/** Bytes, and nothing else. */
const BARE = '_bare';
const SECOND_MS = 1_000;
const BYTES_MAX = 2 ** 31;
const BYTES_PER_MS_OF_MBIT = 125;
const LINE_OPTION = '--line=';

const isLine = (arg: string) => arg.startsWith(LINE_OPTION);
const line = readLine(process.argv.find(isLine));

function readLine(option: string | undefined): SlowLine | undefined {
  if (option === undefined) return undefined;
  const [mbit = 0, delayMs = 0] = option.slice(LINE_OPTION.length).split(',').map(Number);
  return { bytesPerMs: mbit * BYTES_PER_MS_OF_MBIT, delayMs };
}

let endpoint: Endpoint | undefined;

const switches: SwitchFactory = {
  ...nodeSwitchFactory,
  async start(options) {
    const started = await startSwitch(options);
    if (!started.ok) return started;
    endpoint = started.endpoint;
    endpoint.listen(BARE, { reliable: true, mayOpen: () => true }, (channel) =>
      channel.onPacket((_, taken) => taken()),
    );
    return started;
  },
};

async function startSwitch(options: SwitchStartOptions): Promise<StartResult> {
  if (line === undefined) return nodeSwitchFactory.start(options);
  const opened = await openTransport(options);
  return opened.ok ? { ok: true, endpoint: startOver(new SlowTransport(opened.transport, line), options) } : opened;
}

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

process.exit(
  await runCli(
    process.argv.slice(2).filter((arg) => !isLine(arg)),
    { switches, actions: { bare } },
  ),
);
