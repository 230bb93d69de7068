import { beforeEach, describe, expect, test } from 'vitest';
import { NamedTimers } from './named-timers.ts';

describe('timers by name', () => {
  let due: (() => void)[];
  let done: string[];
  let timers: NamedTimers;

  beforeEach(() => {
    due = [];
    done = [];
    const after = (_ms: number, callback: () => void) => {
      due.push(callback);
      return () => {
        due = due.filter((other) => other !== callback);
      };
    };
    timers = new NamedTimers({ wallMs: () => 0, after }, (error) => done.push(String(error)));
  });

  const pass = () => {
    for (const callback of due.splice(0)) callback();
  };

  test('do what was asked for often once, and again when it is asked for afterwards', () => {
    for (let times = 0; times < 3; times++) timers.later('look', 10, () => void done.push('look'));
    timers.later('tell', 10, () => void done.push('tell'));
    pass();
    timers.later('look', 10, () => void done.push('again'));
    pass();
    expect(done).toEqual(['look', 'tell', 'again']);
  });

  test('do nothing that was cancelled, which may be asked for anew', () => {
    timers.later('look', 10, () => void done.push('look'));
    timers.cancel('look');
    timers.later('look', 10, () => void done.push('anew'));
    pass();
    expect(done).toEqual(['anew']);
  });

  test('do nothing more once they are stopped', () => {
    timers.later('look', 10, () => void done.push('look'));
    timers.stop();
    timers.later('tell', 10, () => void done.push('tell'));
    expect(due).toEqual([]);
  });

  test('tell of work that fails, at once or later', async () => {
    timers.later('look', 10, () => {
      throw new Error('now');
    });
    timers.later('tell', 10, () => Promise.reject(new Error('later')));
    pass();
    await expect.poll(() => done).toEqual(['Error: now', 'Error: later']);
  });
});
