import { describe, expect, it } from 'vitest';
import { judge, withSecondTry } from './test-suites.mjs';

describe('a suite', () => {
  it('counts as it reports, and shows its output only when a test failed', () => {
    expect(judge(0, 12, 0, 'all well')).toEqual({ passed: 12, failed: 0, report: '' });
    expect(judge(1, 11, 1, 'one is wrong')).toEqual({ passed: 11, failed: 1, report: 'one is wrong' });
  });

  it('is one failure when it ended badly without naming a failed test', () => {
    expect(judge(1, 12, 0, 'stray exception')).toMatchObject({ passed: 12, failed: 1, report: 'stray exception' });
    expect(judge(1, undefined, undefined, 'crashed')).toMatchObject({ passed: 0, failed: 1 });
  });

  it('is one failure when it ended well but ran nothing', () => {
    expect(judge(0, 0, 0, 'no tests found')).toMatchObject({ passed: 0, failed: 1 });
    expect(judge(0, undefined, undefined, '')).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('a second try', () => {
  const first = {
    result: { passed: 9, failed: 2, report: 'two are wrong' },
    failedFiles: ['a.test.ts'],
    passedInFailedFiles: 1,
  };

  it('counts each test once, and tells what needed it and why', () => {
    expect(withSecondTry(first, { passed: 3, failed: 0, report: '' })).toEqual({
      passed: 11,
      failed: 0,
      note: 'a second try for a.test.ts',
      report: 'two are wrong',
    });
  });

  it('is a failure if it fails again', () => {
    expect(withSecondTry(first, { passed: 2, failed: 1, report: 'one is wrong' })).toMatchObject({
      passed: 10,
      failed: 1,
      report: 'two are wrong\n\none is wrong',
    });
  });
});
