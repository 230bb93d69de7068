import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { isJsonObject, type JsonObject, type JsonValue } from '../index.ts';
import { Ask, Refusal } from './ask.ts';

export type Fields = { readonly [name: string]: JsonValue | undefined };
/** Writes one event. Fields that are undefined are left out. */
export type Emit = (event: string, fields?: Fields) => void;
/** What it returns goes into `done`. Throws a `Refusal` for what can't be done. */
export type Command = (ask: Ask) => Fields | undefined | Promise<Fields | undefined>;

export function emitTo(output: Writable): Emit {
  return (event, fields) => void output.write(`${JSON.stringify({ event, ...fields })}\n`);
}

/** Obeys one command a line until the input ends. Each is answered by `done` or `error`, with its `tag` if it had one. */
export async function obeyLines(input: Readable, commands: ReadonlyMap<string, Command>, emit: Emit): Promise<void> {
  for await (const line of createInterface({ input, terminal: false })) {
    if (line.trim() !== '') await obey(line, commands, emit);
  }
}

async function obey(line: string, commands: ReadonlyMap<string, Command>, emit: Emit): Promise<void> {
  const fields = parse(line);
  if (fields === undefined) return emit('error', { message: 'not a JSON object in one line' });
  const { do: name, tag, id } = fields;
  const command = typeof name === 'string' ? commands.get(name) : undefined;
  if (command === undefined) return emit('error', { message: `no such command: ${name}`, do: name, tag, id });
  try {
    emit('done', { do: name, tag, ...(await command(new Ask(fields))) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    emit('error', { message: error.message, do: name, tag, id });
  }
}

function parse(line: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // JSON.parse's only way to say that it is none
  }
}

/** A body as an event carries it: base64, left out if empty. */
export function bodyField(body: Uint8Array): string | undefined {
  return body.length === 0 ? undefined : Buffer.from(body.buffer, body.byteOffset, body.length).toString('base64');
}
