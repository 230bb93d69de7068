import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describeError } from '../messenger/index.ts';
import { createLogger } from './log.ts';

const SECRET = 'see you tonight';

function thrown(): Error {
  try {
    JSON.parse(`{"text": "${SECRET}`);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('JSON.parse took it');
}

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
    const log = createLogger(folder, describeError);
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
