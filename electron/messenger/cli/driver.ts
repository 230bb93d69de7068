import type { Readable } from 'node:stream';
import { storeReasonOf } from '../../storage/index.ts';
import type { Messenger } from '../index.ts';
import type { Action, ActionAnswer, Actions } from './action.ts';
import { fieldProblem } from './fields.ts';
import { ACTIONS_AT_ONCE, ID_CHARS_MAX } from './limits.ts';
import { linesOf } from './line-input.ts';
import type { LineOutput } from './line-output.ts';

export interface DriverParts {
  readonly messenger: Messenger;
  readonly actions: Actions;
  readonly output: LineOutput;
  /** A mistake of ours: for stderr. */
  readonly reportBug: (where: string, error: unknown) => void;
}

type Id = string | number | undefined;

/**
 * Obeys one action a line. They begin in the order of the lines, and several are under way at once: each is answered when it is
 * on disk, with its `id`.
 */
export class Driver {
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly parts: DriverParts) {}

  /** Until the input ends and everything asked for is answered. */
  async obey(input: Readable): Promise<void> {
    for await (const line of linesOf(input)) {
      if ('tooLong' in line) this.refuse(undefined, undefined, 'bad-line', 'the line is too long');
      else if (line.text.trim() !== '') this.take(line.text);
      if (this.underWay.size >= ACTIONS_AT_ONCE) await Promise.race(this.underWay);
      await this.parts.output.roomy();
    }
    await this.settled();
  }

  /** Everything begun is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private take(text: string): void {
    const line = parseObject(text);
    if (line === undefined) this.refuse(undefined, undefined, 'bad-line', 'expected one JSON object');
    else this.begin(line);
  }

  private begin({ do: name, id: given, ...fields }: Readonly<Record<string, unknown>>): void {
    const id = readId(given);
    const action = typeof name === 'string' && Object.hasOwn(this.parts.actions, name) && this.parts.actions[name];
    const checked = action ? action.fields.safeParse(fields) : undefined;
    if (given !== undefined && id === undefined) {
      this.refuse(name, id, 'bad-field', `"id": expected a number or at most ${ID_CHARS_MAX} letters`);
    } else if (!action) {
      this.refuse(name, id, 'unknown-action', '"do": expected the name of an action');
    } else if (checked?.success === false) {
      this.refuse(name, id, 'bad-field', fieldProblem(checked.error));
    } else {
      const running = this.run(String(name), id, action, fields).finally(() => this.underWay.delete(running));
      this.underWay.add(running);
    }
  }

  private async run(name: string, id: Id, action: Action, fields: object): Promise<void> {
    const answer = await action
      .run(this.parts.messenger, fields)
      .catch((error: unknown) => this.problemOf(name, error));
    if (answer.ok) this.parts.output.answer({ event: 'done', id, do: name, ...answer.value });
    else this.refuse(name, id, answer.error, answer.detail);
  }

  /** A disk that fails has a name; everything else thrown is a mistake of ours. */
  private problemOf(name: string, error: unknown): ActionAnswer {
    const reason = storeReasonOf(error);
    if (reason !== undefined && reason !== 'internal') return { ok: false, error: reason };
    this.parts.reportBug(name, error);
    return { ok: false, error: 'internal' };
  }

  private refuse(name: unknown, id: Id, error: string, detail: string | undefined): void {
    const shown = typeof name === 'string' ? name.slice(0, ID_CHARS_MAX) : undefined;
    this.parts.output.answer({ event: 'error', id, do: shown, error, detail });
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined; // JSON.parse's only way to say that it is none
  }
}

function readId(given: unknown): Id {
  if (typeof given === 'number' && Number.isFinite(given)) return given;
  return typeof given === 'string' && given.length <= ID_CHARS_MAX ? given : undefined;
}
