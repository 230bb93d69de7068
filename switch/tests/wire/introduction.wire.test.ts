import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../endpoint.ts';
import { type NodeProcess, type ProgramName, startNode } from './node-process.ts';
import { expectEcho } from './pair.ts';

/** The reference sends what waits for a line with its next retry, and tells nobody when a line is there. */
const LOOK_AGAIN_MS = 100;
const LINE_TIMEOUT_MS = 15_000;

/** Who is in the middle, who asks, who is asked for. */
const TRIOS: readonly (readonly [ProgramName, ProgramName, ProgramName])[] = [
  ['reference', 'ours', 'ours'],
  ['ours', 'reference', 'reference'],
  ['reference', 'ours', 'reference'],
  ['reference', 'reference', 'ours'],
  ['ours', 'ours', 'reference'],
  ['ours', 'reference', 'ours'],
];

const started: NodeProcess[] = [];
afterAll(async () => {
  await Promise.all(started.splice(0).map((node) => node.stop()));
});

async function start(program: ProgramName, ...args: string[]): Promise<NodeProcess> {
  const node = await startNode(program, ...args);
  started.push(node);
  await node.ask({ do: 'listen', type: '_echo', mode: 'echo' });
  return node;
}

/** A middle that the other two have lines to; they don't know each other. */
async function startTrio([first, second, third]: readonly [ProgramName, ProgramName, ProgramName], ...args: string[]) {
  const [middle, asker, target] = await Promise.all([
    start(first, '--seed', ...args),
    start(second, '--test'),
    start(third, '--test'),
  ]);
  for (const node of [asker, target]) {
    await node.ask({ do: 'addSeed', seed: middle.seed });
    await until(() => isOpen(node, middle));
  }
  return { middle, asker, target };
}

async function lineOf(node: NodeProcess, to: NodeProcess): Promise<JsonObject | undefined> {
  const { lines } = await node.ask({ do: 'lines' });
  return (lines as readonly JsonObject[]).find(({ hashname }) => hashname === to.hashname); // as every node answers
}

async function isOpen(node: NodeProcess, to: NodeProcess): Promise<boolean> {
  return (await lineOf(node, to))?.open === true;
}

async function until(isTrue: () => Promise<boolean>, timeoutMs = LINE_TIMEOUT_MS): Promise<void> {
  const endAtMs = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > endAtMs) throw new Error(`not in ${timeoutMs} ms: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function introduce(asker: NodeProcess, middle: NodeProcess, target: NodeProcess): Promise<unknown> {
  return asker.ask({ do: 'peer', via: middle.hashname, to: target.hashname, csid: '2a' });
}

/** As a firewall between the two would. */
async function part(a: NodeProcess, b: NodeProcess): Promise<void> {
  await a.ask({ do: 'deny', port: b.port });
  await b.ask({ do: 'deny', port: a.port });
}

/** How our side says that it reaches the other. */
async function throughOf(node: NodeProcess, to: NodeProcess): Promise<JsonValue | undefined> {
  const path = (await lineOf(node, to))?.path as JsonObject | undefined; // as every node answers
  return (path?.through as JsonObject | undefined)?.kind;
}

describe.each(TRIOS)('%s in the middle, %s asks for %s', (...programs) => {
  test('it introduces them, and they speak to each other straight', async () => {
    const { middle, asker, target } = await startTrio(programs);
    await introduce(asker, middle, target);
    await until(() => isOpen(asker, target));
    await expectEcho(asker, target, { text: 'straight' });
    if (asker.program === 'ours') expect(await throughOf(asker, target)).toBeUndefined();
  });

  test('where they cannot reach each other it relays, and they are told', async () => {
    const { middle, asker, target } = await startTrio(programs);
    await part(asker, target);
    await introduce(asker, middle, target);
    await until(() => isOpen(asker, target));
    await expectEcho(asker, target, { text: 'relayed' });
    if (asker.program === 'ours') expect(await throughOf(asker, target)).toBe('relay');
  });

  test('and bridges, if it is willing', async () => {
    const { middle, asker, target } = await startTrio(programs, '--bridge');
    await part(asker, target);
    await introduce(asker, middle, target);
    await until(() => isOpen(asker, target));
    await expectEcho(asker, target, { text: 'bridged' });
    if (asker.program === 'ours') await until(async () => (await throughOf(asker, target)) === 'bridge');
    for (let n = 0; n < 12; n++) await expectEcho(asker, target, { n });
  });
});
