import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { headlessMessenger } from '../../../build/headless.mjs';
import type { ConversationView, InviteView, MessageView } from '../index.ts';

/** Longest wait for anything, unless a test says otherwise: real sockets, real disks, a busy machine. */
const WAIT_MS_MAX = 60_000;
/** Pause between two looks at what sends no event. */
const LOOK_MS = 50;
/** Lines shown when something did not come. */
const LINES_SHOWN = 8;
/** Events kept for that, and to be waited for: a soak makes millions. */
const EVENTS_KEPT = 1_000;

export type Line = Readonly<Record<string, unknown>> & { readonly event: string };

/** An action that was answered by `error`. */
export class Refused extends Error {
  constructor(
    readonly problem: string,
    what: string,
  ) {
    super(`${what}: ${problem}`);
  }
}

export interface HeadlessOptions {
  readonly name: string;
  readonly folder: string;
  /** Loopback and a free port unless told otherwise. */
  readonly args?: readonly string[];
  /** Runs the rest of the line: somewhere else, or under limits. */
  readonly via?: readonly string[];
  /** The messenger, unless told otherwise: another script beside it in the bundle. */
  readonly script?: string;
  /** Gets each line as it came. */
  readonly onLine?: (text: string) => void;
}

/** A messenger in a process of its own, driven by lines. It can be killed and started again. */
export class Headless {
  readonly name: string;
  readonly folder: string;
  /** What it wrote to stderr, over all its lives. */
  stderr = '';
  readonly #options: HeadlessOptions;
  #program = '';
  #child: ChildProcess | undefined;
  #exited: Promise<number | null> = Promise.resolve(null);
  #events: Line[] = [];
  #asked = new Map<number, (line: Line | undefined) => void>();
  readonly #watching = new Set<() => void>();
  #ids = 0;

  constructor(options: HeadlessOptions) {
    this.#options = options;
    this.name = options.name;
    this.folder = options.folder;
  }

  /** Starts it; a `failed` line instead of `hello` is thrown as `Refused`. */
  async start(): Promise<Line> {
    this.#program ||= await headlessMessenger();
    const { via = [], args = ['--listen', '127.0.0.1'], folder, script } = this.#options;
    const program = script === undefined ? this.#program : join(dirname(this.#program), script);
    const [command = '', ...rest] = [...via, process.execPath, program, '--data', folder, ...args];
    const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#events = [];
    this.#child = child;
    child.stdin.on('error', () => undefined); // it may be gone already
    child.stderr.on('data', (text: Buffer) => {
      this.stderr += text.toString('utf8');
    });
    createInterface({ input: child.stdout }).on('line', (text) => {
      this.#options.onLine?.(text);
      this.#take(JSON.parse(text));
    });
    this.#exited = once(child, 'close').then(([code]) => {
      if (this.#child === child) this.#child = undefined;
      for (const settle of this.#asked.values()) settle(undefined);
      this.#asked.clear();
      this.#wake();
      return code;
    });
    const first = await this.until('its first line', () =>
      this.#events.find(({ event }) => event === 'hello' || event === 'failed'),
    );
    if (first.event === 'failed') throw new Refused(String(first.problem), `${this.name}: ${String(first.detail)}`);
    return first;
  }

  /** The fields of the `done` line. Throws `Refused` for an `error` line, or `gone` if it ends before it answers. */
  async ask<T = Line>(action: string, fields: object = {}): Promise<T> {
    const id = ++this.#ids;
    const answer = await new Promise<Line | undefined>((resolve) => {
      if (this.#child === undefined) return resolve(undefined);
      this.#asked.set(id, resolve);
      this.#child.stdin?.write(`${JSON.stringify({ do: action, id, ...fields })}\n`);
    });
    if (answer?.event !== 'done') throw new Refused(String(answer?.error ?? 'gone'), `${this.name} ${action}`);
    return Object(answer);
  }

  /** Writes a line as it is. */
  write(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }

  /** Resolves once `look` gives something: it is asked again after each line, and now and then. */
  async until<T>(
    what: string,
    look: () => T | undefined | false | Promise<T | undefined | false>,
    timeoutMs = WAIT_MS_MAX,
  ): Promise<T> {
    const endAtMs = Date.now() + timeoutMs;
    for (;;) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > endAtMs || this.#child === undefined)
        throw new Error(`${this.name} waited in vain: ${what}\n${this.#last()}`);
      await this.#nextLine();
    }
  }

  event(name: string, matches: (line: Line) => boolean = () => true): Promise<Line> {
    return this.until(`event ${name}`, () => this.#events.find((line) => line.event === name && matches(line)));
  }

  async hello(name: string): Promise<string> {
    const { profile } = await this.ask<{ profile: { hashname: string } }>('createProfile', { name });
    await this.listening();
    return profile.hashname;
  }

  async listening(): Promise<void> {
    await this.until('listening', async () => Object((await this.ask('network')).network).state === 'listening');
  }

  async invite(): Promise<InviteView> {
    return (await this.ask<{ invite: InviteView }>('invite')).invite;
  }

  async conversations(): Promise<readonly ConversationView[]> {
    return (await this.ask<{ conversations: ConversationView[] }>('conversations')).conversations;
  }

  async conversation(id: string): Promise<ConversationView | undefined> {
    return (await this.conversations()).find((conversation) => conversation.id === id);
  }

  /** All of them, the oldest first. */
  async messages(conversation: string): Promise<MessageView[]> {
    const all: MessageView[] = [];
    let before: { t: number; id: string } | undefined;
    for (;;) {
      const page = await this.ask<{ messages: MessageView[]; hasOlder: boolean }>('messages', {
        conversation,
        ...(before && { before }),
      });
      all.unshift(...page.messages);
      const [first] = page.messages;
      if (!page.hasOlder || first === undefined) return all;
      before = { t: first.t, id: first.id };
    }
  }

  /** Closes its stdin, as a driver that is done. The exit code. */
  async stop(): Promise<number | null> {
    this.#child?.stdin?.end();
    return this.#exited;
  }

  /** Ends it as a power cut would. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.#child?.kill(signal);
    return this.#exited;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  #take(line: Line): void {
    if ((line.event === 'done' || line.event === 'error') && typeof line.id === 'number') {
      this.#asked.get(line.id)?.(line);
      this.#asked.delete(line.id);
    } else {
      this.#events.push(line);
      if (this.#events.length > EVENTS_KEPT) this.#events.splice(1, this.#events.length - EVENTS_KEPT);
    }
    this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#watching]) wake();
  }

  #nextLine(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#watching.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, LOOK_MS);
      this.#watching.add(wake);
    });
  }

  #last(): string {
    const lines = this.#events.slice(-LINES_SHOWN).map((line) => JSON.stringify(line).slice(0, 400));
    return [...lines, this.stderr].join('\n');
  }
}

/** Makes two contacts by an invite; their conversation. */
export async function befriend(alice: Headless, bob: Headless): Promise<string> {
  const { text } = await alice.invite();
  const { conversationId } = await bob.ask<{ conversationId: string }>('accept', { text });
  for (const who of [alice, bob])
    await who.until('a contact', async () => (await who.conversation(conversationId))?.state === 'contact');
  return conversationId;
}
