import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger, describeError } from './log.ts';

const SECRET = 'see you tonight';

function thrown(): Error {
  try {
    JSON.parse(`{"text": "${SECRET}`);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('JSON.parse took it');
}

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

describe('the log file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashline-log-'));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  test('is its owner’s alone, one entry a line, without content', () => {
    const log = createLogger(folder);
    log.info('opened\nby a line break');
    log.bug('sendText', thrown());
    const file = join(folder, 'hashline.log');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[^ ]+ \[info\] {1,2}opened \| by a line break$/);
    expect(lines[1]).toContain('[error] sendText: SyntaxError');
    expect(lines.join()).not.toContain(SECRET);
  });
});
