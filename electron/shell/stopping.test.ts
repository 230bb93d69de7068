import { describe, expect, test } from 'vitest';
import { type Stoppable, stopInReverse } from './stopping.ts';

/** Parts that note their end, and a clock that is turned by hand. */
function scene() {
  const ended: string[] = [];
  const bugs: string[] = [];
  let ring: () => void = () => undefined;
  const part = (name: string, stop: () => Promise<void> = async () => undefined): Stoppable => ({
    name,
    stop: async () => {
      await stop();
      ended.push(name);
    },
  });
  const parts = {
    timeoutMs: 5_000,
    after: (_ms: number, callback: () => void) => {
      ring = callback;
      return () => undefined;
    },
    reportBug: (where: string) => bugs.push(where),
  };
  return { ended, bugs, part, parts, ring: () => ring() };
}

describe('stopping', () => {
  test('ends the last part first, each after the one before', async () => {
    const { ended, part, parts } = scene();
    expect(await stopInReverse([part('images'), part('messenger', () => Promise.resolve())], parts)).toBe(true);
    expect(ended).toEqual(['messenger', 'images']);
  });

  test('a part that fails does not keep the others', async () => {
    const { ended, bugs, part, parts } = scene();
    const failing = part('messenger', () => Promise.reject(new Error('no')));
    expect(await stopInReverse([part('images'), failing], parts)).toBe(true);
    expect(ended).toEqual(['images']);
    expect(bugs).toEqual(['stopping the messenger']);
  });

  test('does not wait for ever', async () => {
    const { ended, part, parts, ring } = scene();
    const stopped = stopInReverse([part('images'), part('messenger', () => new Promise(() => undefined))], parts);
    ring();
    expect(await stopped).toBe(false);
    expect(ended).toEqual([]);
  });
});
