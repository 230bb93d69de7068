import { afterAll, expect } from 'vitest';
import type { JsonObject } from '../../endpoint.ts';
import { type NodeProcess, type ProgramName, startNode } from './node-process.ts';

/** Who starts, who answers: each test of the line runs in both orders. */
export const ORDERS: readonly (readonly [ProgramName, ProgramName])[] = [
  ['ours', 'reference'],
  ['reference', 'ours'],
];

/** Types that both sides listen to, with what they do with packets. */
const LISTENED = { _bulk: 'sink', _echo: 'echo', _report: 'report' } as const;

const started: NodeProcess[] = [];
afterAll(async () => {
  await Promise.all(started.splice(0).map((node) => node.stop()));
});

/** Starts a node that listens to the types above; it is stopped after the file's last test. */
export async function startListener(program: ProgramName, ...args: string[]): Promise<NodeProcess> {
  const node = await startNode(program, ...args);
  started.push(node);
  for (const [type, mode] of Object.entries(LISTENED)) await node.ask({ do: 'listen', type, mode });
  return node;
}

/** Two nodes; the first knows the second, not the other way round. */
export async function startPair(programs: readonly [ProgramName, ProgramName], ...args: string[]) {
  const [initiator, answerer] = await Promise.all(programs.map((program) => startListener(program, ...args)));
  if (initiator === undefined || answerer === undefined) throw new Error('two programs make two nodes');
  await initiator.ask({ do: 'addSeed', seed: answerer.seed });
  return { initiator, answerer };
}

let transfers = 0;

/** Sends that many bytes over a channel of its own and checks that they came whole, in order, and once. */
export async function expectTransfer(from: NodeProcess, to: NodeProcess, bytes: number): Promise<void> {
  const transfer = await beginTransfer(from, to, bytes);
  await transfer.expectArrival();
}

/** The same in two steps: by then it has begun. */
export async function beginTransfer(from: NodeProcess, to: NodeProcess, bytes: number) {
  const id = `transfer-${++transfers}`;
  await from.ask({ do: 'bulk', to: to.hashname, bytes, id, rng: transfers });
  return {
    async expectArrival(timeoutMs?: number): Promise<void> {
      const sent = await from.until('bulk', (event) => event.id === id, timeoutMs);
      expect(sent).toMatchObject({ err: null, bytes });
      const received = await to.until('end', ({ sha256 }) => sha256 === sent.sha256, timeoutMs);
      expect(received).toMatchObject({ err: null, bytes });
    },
  };
}

/** Sends one packet to an echo and checks what comes back. */
export async function expectEcho(from: NodeProcess, to: NodeProcess, js: JsonObject, body?: string): Promise<void> {
  const { id } = await from.ask({ do: 'start', to: to.hashname, type: '_echo', js, ...(body && { body }) });
  const response = await from.until('response', (event) => event.id === id);
  expect(response.js).toEqual(js);
  expect(response.body).toBe(body);
  await from.ask({ do: 'send', id: String(id), end: true });
}
