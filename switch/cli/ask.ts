import { type Hashname, isJsonObject, type JsonObject, type JsonValue, parseHashname } from '../index.ts';

/** What a command was asked with can't be done. Its message is the answer; anything else thrown is a bug. */
export class Refusal extends Error {}

/** One command as it came in: JSON of whoever drives this node, so every field is looked at before it is used. */
export class Ask {
  readonly #fields: JsonObject;

  constructor(fields: JsonObject) {
    this.#fields = fields;
  }

  /** The field as it is; undefined if it is missing or null. */
  value(name: string): JsonValue | undefined {
    return Object.hasOwn(this.#fields, name) ? (this.#fields[name] ?? undefined) : undefined;
  }

  text(name: string): string {
    return this.optionalText(name) ?? refuse(`"${name}" is missing`);
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === 'string' ? value : refuse(`"${name}" is not text`);
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? refuse(`"${name}" is missing`);
  }

  optionalNumber(name: string): number | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === 'number' ? value : refuse(`"${name}" is not a number`);
  }

  /** False if it is missing. */
  flag(name: string): boolean {
    const value = this.value(name) ?? false;
    return typeof value === 'boolean' ? value : refuse(`"${name}" is not true or false`);
  }

  optionalObject(name: string): JsonObject | undefined {
    const value = this.value(name);
    return value === undefined || isJsonObject(value) ? value : refuse(`"${name}" is not an object`);
  }

  hashname(name: string): Hashname {
    return parseHashname(this.text(name)) ?? refuse(`not a hashname to reach: ${this.text(name)}`);
  }

  /** Bodies are base64. */
  optionalBody(name: string): Uint8Array | undefined {
    const text = this.optionalText(name);
    return text === undefined ? undefined : new Uint8Array(Buffer.from(text, 'base64'));
  }

  choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const text = this.optionalText(name) ?? otherwise;
    return choices.find((choice) => choice === text) ?? refuse(`"${name}" is one of ${choices.join(', ')}`);
  }
}

export function refuse(message: string): never {
  throw new Refusal(message);
}
