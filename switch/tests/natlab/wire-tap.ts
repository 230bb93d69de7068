import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { insideOf } from './lab.ts';

/** The namespace that every packet between homes and seeds crosses. */
const PUBLIC_NETWORK = 'net';
const TABLE = 'ip wiretap';

/**
 * Counts what passes for each pair of addresses; other chains of the laboratory decide before. Packets of lines are counted
 * once more by themselves: their datagrams begin with two zeros, and are longer than that (a punch is those two).
 */
const RULES = `table ${TABLE} {
  set flows { type ipv4_addr . ipv4_addr; size 65535; flags dynamic; counter; }
  set lines { type ipv4_addr . ipv4_addr; size 65535; flags dynamic; counter; }
  chain forward {
    type filter hook forward priority 200;
    update @flows { ip saddr . ip daddr };
    udp length > 10 @th,64,16 0 update @lines { ip saddr . ip daddr };
  }
}
`;

/** Begins to count, at a laboratory that has just been set up. */
export async function tapPublicNetwork(): Promise<void> {
  await nft(['-f', '-'], RULES);
}

/** Nothing passes between these two addresses any more, either way and without a word. */
export async function blockBetween(one: string, other: string): Promise<void> {
  const pair = `ip saddr { ${one}, ${other} } ip daddr { ${one}, ${other} } drop`;
  await nft(['-f', '-'], `table ip blocked {\n chain forward { type filter hook forward priority 0; ${pair}; }\n}\n`);
}

/** Bytes from one public address to another since then, headers included. What stays behind one router isn't seen. */
export class Flows {
  readonly #bytes: ReadonlyMap<string, number>;

  private constructor(bytes: ReadonlyMap<string, number>) {
    this.#bytes = bytes;
  }

  /** Of everything, or of lines over UDP alone: opens may be sent where nothing ever arrives. */
  static async now(counted: 'flows' | 'lines' = 'flows'): Promise<Flows> {
    const listed = await nft(['list', 'set', ...TABLE.split(' '), counted]);
    const flow = /(\d+(?:\.\d+){3}) \. (\d+(?:\.\d+){3}) counter packets \d+ bytes (\d+)/g;
    return new Flows(
      new Map([...listed.matchAll(flow)].map(([, from, to, bytes]) => [`${from} ${to}`, Number(bytes)])),
    );
  }

  bytes(from: string, to: string): number {
    return this.#bytes.get(`${from} ${to}`) ?? 0;
  }
}

async function nft(args: readonly string[], input = ''): Promise<string> {
  const [command = '', ...rest] = [...insideOf(PUBLIC_NETWORK), 'nft', ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`nft ${args.join(' ')} ended with ${code}`);
  return output;
}
