import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { JsonObject, JsonValue } from '../../endpoint.ts';
import { programArgs } from './programs.ts';

/** Longest wait for an event unless a test says otherwise. */
const EVENT_TIMEOUT_MS = 20_000;
/** A busy machine takes its time to load a program. */
const START_TIMEOUT_MS = 40_000;
/** Time to end by itself once stdin is closed. */
const STOP_TIMEOUT_MS = 3_000;
/** Events shown when one did not come. */
const EVENTS_SHOWN = 6;

/** They differ in nothing else. */
export type ProgramName = 'ours' | 'reference';

export type NodeEvent = JsonObject & { readonly event: string };
type Match = (event: NodeEvent) => boolean;

/** Starts one of the two programs on 127.0.0.1 and waits until it is ready. They differ in nothing else. */
export function startNode(program: ProgramName, ...args: string[]): Promise<NodeProcess> {
  return startNodeVia([], program, ...args);
}

/** The same by another command, which runs the rest of its line. */
export async function startNodeVia(
  via: readonly string[],
  program: ProgramName,
  ...args: string[]
): Promise<NodeProcess> {
  const [command = '', ...rest] = [...via, process.execPath, ...programArgs(program), ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const node = new NodeProcess(program, child);
  try {
    node.identify(await node.until('ready', () => true, START_TIMEOUT_MS));
  } catch (error) {
    child.kill();
    throw error;
  }
  return node;
}

/** A switch in a process of its own, driven by JSON lines. */
export class NodeProcess {
  readonly program: ProgramName;
  readonly events: NodeEvent[] = [];
  hashname = '';
  port = 0;
  /** Its entry of a seeds.json, for the other side. */
  seed: JsonValue = null;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #waiting = new Set<(event: NodeEvent | undefined) => void>();
  #tags = 0;

  constructor(program: ProgramName, child: ChildProcess) {
    this.program = program;
    this.#child = child;
    this.#exited = once(child, 'exit').then(() => this.#tell(undefined));
    child.stdin?.on('error', () => undefined); // it may be gone already
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => this.#take(JSON.parse(line)));
  }

  identify(ready: NodeEvent): void {
    this.hashname = String(ready.hashname);
    this.port = Number(ready.port);
    this.seed = ready.seed ?? null;
  }

  /** The first event of that name, past or to come, that matches. */
  until(name: string, match: Match = () => true, timeoutMs = EVENT_TIMEOUT_MS): Promise<NodeEvent> {
    const isWanted = (event: NodeEvent) => event.event === name && match(event);
    const past = this.events.find(isWanted);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const fail = (why: string) =>
        reject(new Error(`${this.program}: no "${name}": ${why}; last: ${this.#lastEvents()}`));
      const timer = setTimeout(() => settle(() => fail(`not in ${timeoutMs} ms`)), timeoutMs);
      const settle = (how: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(wait);
        how();
      };
      const wait = (event: NodeEvent | undefined) => {
        if (event === undefined) settle(() => fail('it exited'));
        else if (isWanted(event)) settle(() => resolve(event));
      };
      this.#waiting.add(wait);
    });
  }

  /** Gives a command; its `done`, or its `error` as an exception. */
  async ask(command: JsonObject): Promise<NodeEvent> {
    const tag = `t${++this.#tags}`;
    this.#child.stdin?.write(`${JSON.stringify({ ...command, tag })}\n`);
    const answer = await Promise.race([
      this.until('done', (event) => event.tag === tag),
      this.until('error', (event) => event.tag === tag),
    ]);
    if (answer.event === 'error') throw new Error(`${this.program} refused ${command.do}: ${answer.message}`);
    return answer;
  }

  /** Events of that name so far. */
  all(name: string, match: Match = () => true): NodeEvent[] {
    return this.events.filter((event) => event.event === name && match(event));
  }

  /** Ends it as a person would. */
  async stop(): Promise<void> {
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(timer);
  }

  /** Ends it as a system that shuts down would. */
  async terminate(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#exited;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  #take(event: NodeEvent): void {
    this.events.push(event);
    this.#tell(event);
  }

  #tell(event: NodeEvent | undefined): void {
    for (const wait of [...this.#waiting]) wait(event);
  }

  #lastEvents(): string {
    return this.events
      .slice(-EVENTS_SHOWN)
      .map((event) => JSON.stringify(event).slice(0, 300))
      .join(' ');
  }
}
