import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';
import { LINK_CHARS_MAX } from './limits.ts';

const read = (...argv: string[]) => readCommandLine(['/opt/electron', ...argv], '/home/anna');
const value = (...argv: string[]) => {
  const result = read(...argv);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('command line', () => {
  test('nothing asked, nothing set, whatever Chromium and the debugger add', () => {
    expect(value()).toEqual({});
    expect(value('--inspect=0', '--remote-debugging-port=0', '-r', 'loader.js', '.', '--no-sandbox')).toEqual({});
  });

  test('a data folder is taken from where the command was given', () => {
    expect(value('.', '--data', 'bob').dataFolder).toBe('/home/anna/bob');
    expect(value('.', '--data=/srv/bob').dataFolder).toBe('/srv/bob');
  });

  test.each([
    ['127.0.0.1', { ip: '127.0.0.1' }],
    ['127.0.0.1:0', { ip: '127.0.0.1', port: 0 }],
    ['0.0.0.0:42424', { ip: '0.0.0.0', port: 42_424 }],
    ['::1', { ip: '::1' }],
    ['[::1]', { ip: '::1' }],
    ['[fe80::1]:7', { ip: 'fe80::1', port: 7 }],
  ])('--listen %s', (text, expected) => {
    expect(value('--listen', text).listen).toEqual(expected);
  });

  test.each(['localhost:1', '127.0.0.1:70000', '127.0.0.1:', '300.0.0.1', '[127.0.0.1', '::1:', '4242', ' '])(
    '--listen "%s" is an error that names it',
    (text) => {
      const result = read('--listen', text);
      expect(!result.ok && result.error).toContain(`"${text}"`);
    },
  );

  test('an option without its value is an error, not the next option', () => {
    expect(read('--data').ok).toBe(false);
    expect(read('--data', '--listen', '127.0.0.1').ok).toBe(false);
    expect(read('--theme', 'blue').ok).toBe(false);
  });

  test('finds the link, in either case, and leaves an endless one alone', () => {
    expect(value('.', 'HASHLINE:INVITE/AAAA').link).toBe('HASHLINE:INVITE/AAAA');
    expect(value('.', `hashline:invite/${'A'.repeat(LINK_CHARS_MAX)}`).link).toBeUndefined();
    expect(value('https://example.org/hashline:invite/AAAA').link).toBeUndefined();
  });

  test('any port that exists is read back', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 65_535 }), (ip, port) => {
        expect(value('--listen', `${ip}:${port}`).listen).toEqual({ ip, port });
      }),
    );
  });

  test('no command line makes it throw', () => {
    fc.assert(fc.property(fc.array(fc.string()), (argv) => void read(...argv)));
  });
});
