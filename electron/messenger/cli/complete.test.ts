import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS } from './actions/index.ts';

/** The interfaces themselves: at run time a class's private methods look like the others. */
const FOLDER = new URL('../api/', import.meta.url);
const FILES = [
  new URL('../messenger.ts', import.meta.url),
  ...readdirSync(FOLDER).map((name) => new URL(name, FOLDER)),
];
const SOURCE = FILES.map((file) => readFileSync(file, 'utf8')).join('\n');

/** What is no action: events are lines out, the end of the input stops. */
const NO_ACTIONS = ['onEvent', 'stop'];

/** With what it extends. */
function bodyOf(name: string): string {
  const [, more = '', body] =
    new RegExp(`^export interface ${name} (?:extends ([\\w, ]+) )?\\{\\n(.*?)^\\}`, 'ms').exec(SOURCE) ?? [];
  if (body === undefined) throw new Error(`neither messenger.ts nor api/ has an interface ${name}`);
  const extended = more.split(', ').filter((other) => other !== '');
  return [body, ...extended.map(bodyOf)].join('');
}

const methodsOf = (body: string) => [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, name = '']) => name);

test('every method of the messenger and its facets is offered by an action', () => {
  const own = bodyOf('Messenger');
  const facets = [...own.matchAll(/^ {2}readonly (\w+): (\w+);/gm)].flatMap(([, facet = '', type = '']) =>
    methodsOf(bodyOf(type)).map((method) => `${facet}.${method}`),
  );
  expect(facets.length).toBeGreaterThan(10);
  const offered = new Set(Object.values(ACTIONS).flatMap(({ offers }) => offers));
  const wanted = [...methodsOf(own).filter((name) => !NO_ACTIONS.includes(name)), ...facets];
  expect(wanted.filter((name) => !offered.has(name))).toEqual([]);
  expect([...offered].filter((name) => !wanted.includes(name))).toEqual([]);
});
