import type { z } from 'zod';
import type { Messenger } from '../index.ts';

/** What an action answers: fields for its `done` line, or the name of what went wrong. */
export type ActionAnswer =
  | { readonly ok: true; readonly value: object }
  | { readonly ok: false; readonly error: string; readonly detail?: string };

/** One thing that can be asked for, by a line `{"do":NAME,…}`. */
export interface Action {
  readonly fields: z.ZodType;
  /** The messenger's methods this action offers (`groups.create`); a test holds that none is left out. */
  readonly offers: readonly string[];
  readonly run: (messenger: Messenger, fields: unknown) => Promise<ActionAnswer>;
}

export type Actions = Readonly<Record<string, Action>>;

/** An action whose `run` gets its fields checked. */
export function action<S extends z.ZodType>(
  offers: readonly string[],
  fields: S,
  run: (messenger: Messenger, fields: z.infer<S>) => Promise<ActionAnswer>,
): Action {
  return { offers, fields, run: (messenger, input) => run(messenger, fields.parse(input)) };
}

/** For what can't fail. */
export function done(value: object = {}): ActionAnswer {
  return { ok: true, value };
}
