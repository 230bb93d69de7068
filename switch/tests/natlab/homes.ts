import { expect } from 'vitest';
import type { JsonObject } from '../../endpoint.ts';
import type { NodeProcess } from '../wire/node-process.ts';
import { natlab, startOn } from './lab.ts';

/** Every node is bound to it, so that routers which keep the inside port are where they were after a restart. */
export const PORT = 4_000;

/** Types that every node listens to, with what it does with packets. */
const LISTENED = { _echo: 'echo', _bulk: 'sink', _report: 'report' } as const;

/** Programs that load at once: more would make each other late. */
const STARTS_AT_ONCE = 3;

/** The nodes of one laboratory. */
export class Homes {
  readonly #nodes: NodeProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  #starting = 0;

  /** Sets the laboratory up, in the words of its `up`. */
  async up(...args: readonly string[]): Promise<void> {
    await natlab('up', '--quiet', ...args);
  }

  async start(host: string, ...args: readonly string[]): Promise<NodeProcess> {
    const node = await this.#inTurn(() => startOn(host, '--port', String(PORT), '--tcp', ...args));
    this.#nodes.push(node);
    for (const [type, mode] of Object.entries(LISTENED)) await node.ask({ do: 'listen', type, mode });
    return node;
  }

  /** One that others join through, and that forwards for those who find no straight way. */
  startSeed(host: string, ...args: readonly string[]): Promise<NodeProcess> {
    return this.start(host, '--seed', '--bridge', ...args);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#starting >= STARTS_AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#starting++;
    try {
      return await work();
    } finally {
      this.#starting--;
      this.#waiting.shift()?.();
    }
  }

  async down(): Promise<void> {
    await Promise.all(this.#nodes.splice(0).map((node) => node.stop()));
    await natlab('down');
  }
}

/** An entry of a seeds.json that says where `node` is for those outside. */
export async function entryOf(node: NodeProcess, host: string): Promise<JsonObject> {
  const ip = await natlab('addr', host, '--public');
  return entryAt(node, ip, PORT);
}

export function entryAt(node: NodeProcess, ip: string, port: number): JsonObject {
  const entry: unknown = Object(node.seed)[node.hashname];
  const paths = ['ipv4', 'tcp4'].map((type) => ({ type, ip, port }));
  return { [node.hashname]: { ...Object(entry), paths } };
}

/** Has a DHT link to that many. */
export async function untilLinked(node: NodeProcess, count: number, timeoutMs: number): Promise<void> {
  await until(async () => Object((await node.ask({ do: 'links' })).links).length >= count, timeoutMs, 'no link');
}

/** How often something outside is looked at that sends no event. */
const LOOK_AGAIN_MS = 150;

/** Waits for what can only be seen by looking. `otherwise` names what lacks then. */
export async function until(
  isTrue: () => Promise<boolean>,
  timeoutMs: number,
  otherwise: string | (() => string),
): Promise<number> {
  const startedAtMs = performance.now();
  while (!(await isTrue())) {
    const elapsedMs = performance.now() - startedAtMs;
    if (elapsedMs > timeoutMs)
      expect.fail(`${typeof otherwise === 'string' ? otherwise : otherwise()} within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return performance.now() - startedAtMs;
}
