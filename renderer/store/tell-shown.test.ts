import { expect, test } from 'vitest';
import { createAppStore } from './app-store.ts';
import { tellShown } from './tell-shown.ts';

test('the first screen is told once, after it was painted', () => {
  const store = createAppStore();
  const frames: (() => void)[] = [];
  let told = 0;
  const bridge = {
    noteShown: async () => {
      told += 1;
      return { ok: true as const, value: {} };
    },
  };
  tellShown(bridge, store, (callback) => frames.push(callback));

  store.setState({ phase: 'starting' });
  expect(frames).toEqual([]);
  store.setState({ phase: 'ready' });
  store.setState({ phase: 'locked' });
  expect([frames.length, told]).toEqual([1, 0]);
  frames[0]?.();
  expect(told).toBe(1);
});
