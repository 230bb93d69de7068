import { describe, expect, it } from 'vitest';
import { judge } from './test-suites.mjs';

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
