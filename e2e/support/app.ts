import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mainWindow, PLAYWRIGHT_LOADER } from '../../build/app-window.mjs';
import { openDisplay } from '../../build/display.mjs';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { ROOT } from '../../build/places.mjs';
import { beSilent } from '../../build/terminal.mjs';

export interface AppOptions {
  /** Undefined: the usual one, which `env` should then put into a folder of the test's own. */
  readonly dataFolder: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** Loopback and any free port unless told otherwise. */
  readonly listen?: string;
  readonly theme?: 'light' | 'dark' | 'system';
  /** More of the command line. */
  readonly args?: readonly string[];
}

/** A start makes keys and a store; on a busy machine that takes its time. */
const START_TIMEOUT_MS = 60_000;
/** A click or a key: what can't be done by then can't be done. */
const ACTION_TIMEOUT_MS = 15_000;
/** Closing says goodbye to peers for at most five seconds. */
const STOP_TIMEOUT_MS = 15_000;

/** The hidden page that decodes pictures. */
const DECODER_PAGE = 'app://decoder/';

const UDP_WATCH = join(ROOT, 'e2e', 'support', 'udp-watch.cjs');

/** Lines of ours that tell of a mistake, and Node's own last words. Chromium's talk about buses and GPUs is not ours. */
const COMPLAINT = /^\[(?:error|warn)\]|Uncaught|UnhandledPromise|^\s+at .*out\/main|Assertion failed|SIG(?:SEGV|ABRT)/;

/** One running app: its process, its window, and everything it complained of. */
export class App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly options: AppOptions;
  #process: ChildProcess;
  #complaints: string[];

  private constructor(electron: ElectronApplication, page: Page, options: AppOptions, complaints: string[]) {
    this.electron = electron;
    this.#process = electron.process(); // Playwright forgets it when it has ended
    this.page = page;
    this.options = options;
    this.#complaints = complaints;
  }

  static async start(options: AppOptions): Promise<App> {
    const { runtime, display } = await machine();
    const complaints: string[] = [];
    const electron = await _electron.launch({
      executablePath: runtime.executable,
      args: [
        // No graphics card, so that every machine paints the same pictures.
        ...[...runtime.args, '--disable-gpu', '-r', PLAYWRIGHT_LOADER, '-r', UDP_WATCH, ROOT],
        ...(options.dataFolder === undefined ? [] : ['--data', options.dataFolder]),
        ...['--listen', options.listen ?? '127.0.0.1:0', '--theme', options.theme ?? 'light'],
        ...(options.args ?? []),
      ],
      env: { ...definedEnvironment(), ...display.env, ...options.env },
      timeout: START_TIMEOUT_MS,
    });
    electron.process().stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\n')) if (COMPLAINT.test(line)) complaints.push(line);
    });
    electron.on('window', (page) => listenTo(page, complaints));
    for (const page of electron.windows()) listenTo(page, complaints);
    const page = await mainWindow(electron);
    page.setDefaultTimeout(ACTION_TIMEOUT_MS);
    return new App(electron, page, options, complaints);
  }

  /** What the app and its pages complained of so far, and forgets it. */
  takeComplaints(): string[] {
    return this.#complaints.splice(0);
  }

  /** As a person does: closes the window and waits until the program has ended. */
  async close(): Promise<void> {
    const ended = this.#ended();
    await this.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.close();
    });
    await ended;
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const ended = this.#ended();
    this.#process.kill('SIGKILL');
    await ended;
  }

  get isRunning(): boolean {
    const { exitCode, signalCode } = this.#process;
    return exitCode === null && signalCode === null;
  }

  async #ended(): Promise<void> {
    if (!this.isRunning) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The app did not end.')), STOP_TIMEOUT_MS);
      this.#process.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Asks the bridge as the page itself does. */
  async ask<T>(name: string, input: unknown = {}): Promise<T> {
    const answer = await this.page.evaluate(
      async ([call, given]) => {
        const { bridge } = window as unknown as { bridge: Record<string, (input: unknown) => Promise<unknown>> };
        return (await bridge[call as string]?.(given)) as { ok: boolean; value: unknown; error: unknown };
      },
      [name, input] as const,
    );
    if (!answer.ok) throw new Error(`${name} answered ${String(answer.error)}`);
    return answer.value as T;
  }

  /** "127.0.0.1:42424": where this app listens. */
  async address(): Promise<string> {
    const { network } = await this.ask<{ network: { state: string; detail: string } }>('getState');
    if (network.state !== 'listening') throw new Error(`The app is not listening: ${network.state}`);
    return network.detail;
  }

  /** Where datagrams really came from, by address and port, with how many and when the last. */
  async datagramSources(): Promise<ReadonlyMap<string, { readonly count: number; readonly lastAtMs: number }>> {
    const sources = await this.electron.evaluate(() => {
      const { udpWatch } = globalThis as unknown as {
        udpWatch: { bySource: Map<string, { count: number; lastAtMs: number }> };
      };
      return [...udpWatch.bySource];
    });
    return new Map(sources);
  }

  /** Datagrams that really came in, newest last. */
  async datagrams(): Promise<Buffer[]> {
    const texts = await this.electron.evaluate(() => {
      const { udpWatch } = globalThis as unknown as { udpWatch: { kept: Buffer[] } };
      return udpWatch.kept.map((bytes) => bytes.toString('base64'));
    });
    return texts.map((text) => Buffer.from(text, 'base64'));
  }

  /** The bytes the window is given for a picture, taken from its own session in the main process. */
  async picture(
    url: string,
  ): Promise<{ readonly status: number; readonly type: string | null; readonly bytes: Buffer }> {
    const answer = await this.electron.evaluate(async ({ BrowserWindow }, address) => {
      const window = BrowserWindow.getAllWindows().find((candidate) => candidate.isVisible());
      const response = await window?.webContents.session.fetch(address);
      const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
      return {
        status: response?.status ?? 0,
        type: response?.headers.get('content-type') ?? null,
        text: bytes.toString('base64'),
      };
    }, url);
    return { status: answer.status, type: answer.type, bytes: Buffer.from(answer.text, 'base64') };
  }
}

/** Looked for once, however many apps a test starts. */
let found: ReturnType<typeof lookAround> | undefined;
const machine = () => {
  found ??= lookAround();
  return found;
};

async function lookAround() {
  beSilent();
  return { runtime: await electronRuntime(), display: await openDisplay() };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function listenTo(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`page: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('crash', () => {
    // Of the decoder's end the app itself complains, and surely; Playwright may or may not be told.
    if (!page.url().startsWith(DECODER_PAGE)) complaints.push('page: crashed');
  });
}
