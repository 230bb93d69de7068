import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

const SECRET = 'see you tonight';

describe('what is kept of an error', () => {
  test('its kind and where, not its words nor the folders of this machine', () => {
    const error = new TypeError(SECRET);
    error.stack = [
      `TypeError: ${SECRET}`,
      '    at send (/home/anna/apps/hashline/out/main/main.cjs:10:3)',
      '    at /home/anna/apps/hashline/out/main/main.cjs:4:1',
      '    at async Promise.all (index 0)',
      '    at new Store (node:internal/fs:3:4)',
      '    at read (C:\\Users\\Anna\\main.cjs:7:7)',
    ].join('\n');
    expect(describeError(error)).toBe(
      'TypeError < send (main.cjs:10:3) < main.cjs:4:1 < new Store (fs:3:4) < read (main.cjs:7:7)',
    );
  });

  test('a system error keeps its code, a thrown text loses everything', () => {
    expect(describeError(Object.assign(new Error(SECRET), { code: 'ENOSPC', stack: '' }))).toBe('Error ENOSPC');
    expect(describeError(Object.assign(new Error(SECRET), { reason: 'disk-full', stack: '' }))).toBe('Error disk-full');
    expect(describeError(Object.assign(new Error(SECRET), { code: SECRET, reason: SECRET, stack: '' }))).toBe('Error');
    expect(describeError(SECRET)).toBe('a thrown string');
  });

  test('words that their class vouches for are kept', () => {
    const safe = Object.assign(new Error('conversation.trust invalid_type'), { isSafeToLog: true, stack: '' });
    expect(describeError(safe)).toBe('Error conversation.trust invalid_type');
  });

  test('a message of several lines leaves nothing between the frames', () => {
    expect(describeError(new Error(`one\ntwo\n    at ${SECRET} (x:1:2)`))).not.toContain(SECRET);
  });
});

test('no part of the program logs the own words of an error', () => {
  const root = join(import.meta.dirname, '..');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const wordy = /\.?(?:log|warn|info)\(`[^`]*\$\{(?:String\(error\)|error(?:\.message|\.stack)?)\}/;
  const planted = ['core.log(`sync: $', '{String(error)}`)'].join('');
  expect(wordy.test(planted)).toBe(true);
  expect(sources.filter((name) => wordy.test(readFileSync(join(root, name), 'utf8')))).toEqual([]);
});
