import { describe, expect, test } from 'vitest';
import { HELP, readOptions } from './options.ts';

test('without arguments: any port of 127.0.0.1, no faults', () => {
  expect(readOptions([])).toMatchObject({ port: 0, ip: '127.0.0.1', loss: 0, deny: [], test: false });
});

test('numbers are read as numbers', () => {
  const args = ['--test', '--port', '42424', '--loss', '0.05', '--deny', '1', '--deny', '2'];
  expect(readOptions(args)).toMatchObject({ port: 42424, loss: 0.05, deny: [1, 2] });
});

test('cipher sets are any of the three', () => {
  expect(readOptions([]).csids).toEqual(['2a']);
  expect(readOptions(['--csids', '3a,1a']).csids).toEqual(['1a', '3a']);
});

describe('is refused', () => {
  test.each([
    [['--port', '70000'], '--port 70000: a number from 0 to 65535'],
    [['--port', 'x'], '--port x: a number from 0 to 65535'],
    [['--test', '--loss', '2'], '--loss 2: a number from 0 to 1'],
    [['--csids', '3a,4a'], '--csids 3a,4a: cipher sets are 1a, 2a, 3a'],
    [['--csids', ''], '--csids : cipher sets are 1a, 2a, 3a'],
    [['--wire'], '--wire: only with --test'],
    [['--plain', '--set', 'chan_timeout=1'], '--plain, --set: only with --test'],
    [['--test', '--set', 'chan_timeout'], '--set chan_timeout : a number from 0 to 9007199254740991'],
    [['--dup', '0.1', '--deny', '9'], '--dup, --deny: only with --test'],
  ])('%j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  test('what it does not know, by name', () => {
    expect(() => readOptions(['--nonsense'])).toThrow("'--nonsense'");
    expect(() => readOptions(['word'])).toThrow("'word'");
  });
});

test('the help names every option', () => {
  for (const name of Object.keys(readOptions([]))) expect(HELP).toContain(`--${name}`);
});
