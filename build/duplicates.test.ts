import { describe, expect, it } from 'vitest';
import { findDuplicates, readSources, SAME_LINES_MIN } from './duplicates.mjs';

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `const value${from + at} = ${from + at};`);
const LONG = lines(0, SAME_LINES_MIN);

describe('what stands twice', () => {
  it('is found whole, wherever it begins, whatever its indent, imports and comments are', () => {
    const second = ['import { a } from "a";', ...lines(900, 3), '// why', ...LONG.map((line) => `    ${line}`)];
    const sources = new Map([
      ['a.ts', [...lines(500, 2), ...LONG].join('\n')],
      ['b.ts', second.join('\n')],
    ]);
    expect(findDuplicates(sources)).toEqual([
      { first: { file: 'a.ts', line: 3 }, second: { file: 'b.ts', line: 6 }, lines: SAME_LINES_MIN },
    ]);
  });

  it('may be one line shorter than what counts', () => {
    const short = LONG.slice(1).join('\n');
    expect(
      findDuplicates(
        new Map([
          ['a.ts', short],
          ['b.ts', short],
        ]),
      ),
    ).toEqual([]);
  });

  it('is nowhere in this program', async () => {
    const sources = await readSources();
    expect(sources.size).toBeGreaterThan(500);
    expect(findDuplicates(sources)).toEqual([]);
  });
});
