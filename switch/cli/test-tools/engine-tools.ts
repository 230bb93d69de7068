import { isIPv6 } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject, SecretIdentity } from '../../endpoint.ts';
import { type CryptoJobs, createCryptoJobs } from '../../io/crypto-jobs.ts';
import type { StartOverOptions } from '../../io/switch-factory.ts';
import type { Plain } from '../../testing/plain-tap.ts';
import { SwitchProbe } from '../../testing/switch-probe.ts';
import { type Ask, refuse } from '../ask.ts';
import { bodyField, type Command, type Emit, type Fields } from '../json-lines.ts';
import { placeOf } from '../place.ts';

/** Timers of ours by the names of the reference's: its one wait for channels is several here. */
const WAITS_BY_NAME = {
  chan_timeout: ['channelAnswerMs', 'reliableTimeoutMs', 'reliableTimeoutForeignMs', 'unreliableTimeoutMs'],
  nat_timeout: ['lineStaleMs'],
} as const;

/** What a test may do to the engine itself, once it has been exposed. */
export class EngineTools {
  readonly #emit: Emit;
  readonly #runJob: CryptoJobs['run'];
  #probe: SwitchProbe | undefined;

  constructor(identity: SecretIdentity, emit: Emit) {
    this.#emit = emit;
    this.#runJob = createCryptoJobs(identity).run;
  }

  readonly expose: NonNullable<StartOverOptions['expose']> = (insides, wake) => {
    this.#probe = new SwitchProbe(insides, {
      nowMs: () => performance.now(),
      wallMs: () => Date.now(),
      runJob: this.#runJob,
      pause,
      wake,
    });
  };

  commands(): Record<string, Command> {
    return {
      open: (ask) => this.#open(ask),
      packet: (ask) => this.#packet(ask),
      lines: () => ({ lines: this.#exposed().lines().map(lineOf) }),
      set: (ask) => void this.set(ask.text('name'), ask.number('value')),
    };
  }

  tapPlain(isTapped: boolean): void {
    this.#exposed().onPlain = isTapped ? (plain) => this.#emit('plain', fieldsOf(plain)) : undefined;
  }

  set(name: string, valueMs: number): void {
    const names = Object.keys(WAITS_BY_NAME);
    const entry = Object.entries(WAITS_BY_NAME).find(([known]) => known === name);
    if (entry === undefined) refuse(`no such timer or limit: ${name}; there are ${names.join(', ')}`);
    if (!(valueMs >= 0)) refuse(`${name} is a number of milliseconds`);
    for (const wait of entry[1]) this.#exposed().waits[wait] = valueMs;
  }

  async #open(ask: Ask): Promise<Fields> {
    const ip = ask.optionalText('ip');
    const type = ip !== undefined && isIPv6(ip) ? 'ipv6' : 'ipv4';
    const target = ip === undefined ? undefined : ({ type, ip, port: ask.number('port') } as const);
    const options = { isFresh: ask.flag('fresh'), atMs: ask.optionalNumber('at'), target };
    return (await this.#exposed().sendOpen(ask.hashname('to'), options)) ?? refuse('no key of theirs');
  }

  #packet(ask: Ask): undefined {
    const to = ask.hashname('to');
    const isSent = this.#exposed().sendPacket(to, ask.optionalObject('js') ?? {}, ask.optionalBody('body'));
    if (!isSent) refuse(`no line to ${to}`);
  }

  #exposed(): SwitchProbe {
    return this.#probe ?? refuse('this switch does not show its insides');
  }
}

function fieldsOf({ dir, kind, peer, packet, isVerified }: Plain): Fields {
  const side = dir === 'in' ? { from: peer } : { to: peer };
  const told = packet === undefined ? { undecrypted: true } : { js: packet.json, body: bodyField(packet.body) };
  if (kind === 'line') return { dir, kind, ...side, ...told };
  return { dir, kind, ...side, verified: isVerified, js: packet?.json };
}

/** As the reference switch tells of its lines. */
function lineOf(facts: ReturnType<SwitchProbe['lines']>[number]): JsonObject {
  const { peer, line, csid, ourId, theirId, ourAtMs, theirAtMs, waitingCount, typeByChannel } = facts;
  const paths = facts.paths.map(placeOf);
  return {
    hashname: peer,
    csid: csid ?? null,
    open: line === 'open',
    state: line,
    line: ourId ?? null,
    theirs: theirId ?? null,
    at: ourAtMs ?? null,
    theirAt: theirAtMs ?? null,
    path: paths[0] ?? null,
    paths,
    waiting: waitingCount,
    channels: typeByChannel,
  };
}
