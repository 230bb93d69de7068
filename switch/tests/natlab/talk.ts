import { expect } from 'vitest';
import type { NodeEvent, NodeProcess } from '../wire/node-process.ts';

let talks = 0;

/** Numbered messages on one reliable channel from one node to another, which has to carry them through whatever happens. */
export class Talk {
  readonly #from: NodeProcess;
  readonly #to: NodeProcess;
  readonly #outId: string;
  readonly #inId: string;
  #said = 0;

  private constructor(from: NodeProcess, to: NodeProcess, outId: string, inId: string) {
    this.#from = from;
    this.#to = to;
    this.#outId = outId;
    this.#inId = inId;
  }

  /** The channel is there when the first message was acknowledged. */
  static async begin(from: NodeProcess, to: NodeProcess, timeoutMs: number): Promise<Talk> {
    const talk = `talk-${++talks}`;
    const { id } = await from.ask({ do: 'start', to: to.hashname, type: '_report', js: { talk, n: 0 } });
    const { id: inId } = await to.until('channel', ({ js }) => Object(js).talk === talk, timeoutMs);
    await from.until('acked', (event) => event.id === id, timeoutMs);
    return new Talk(from, to, String(id), String(inId));
  }

  async say(count = 1): Promise<void> {
    for (let at = 0; at < count; at++) await this.#from.ask({ do: 'send', id: this.#outId, js: { n: ++this.#said } });
  }

  /** Until all that was said so far has arrived, on the very channel, each once and in order. How long that took, in milliseconds. */
  async expectArrival(timeoutMs: number, situation: string): Promise<number> {
    const sinceMs = performance.now();
    const last = this.#said;
    const isLast = ({ id, js }: NodeEvent) => id === this.#inId && Object(js).n === last;
    await this.#to.until('packet', isLast, timeoutMs).catch((error: unknown) => {
      expect.fail(`${situation}: message ${last} did not arrive in ${timeoutMs} ms, after ${this.#heard()}\n${error}`);
    });
    expect(this.#heard(), situation).toEqual(Array.from({ length: last }, (_, at) => at + 1));
    return performance.now() - sinceMs;
  }

  #heard(): readonly number[] {
    return this.#to.all('packet', ({ id }) => id === this.#inId).map(({ js }) => Number(Object(js).n));
  }
}
