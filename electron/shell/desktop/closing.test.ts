import { expect, test } from 'vitest';
import { Closing } from './closing.ts';

function scene(over: { platform?: NodeJS.Platform; hasTray?: boolean; stays?: boolean } = {}) {
  const did: string[] = [];
  let stays = over.stays;
  const closing: Closing = new Closing({
    platform: over.platform ?? 'linux',
    hasTray: () => over.hasTray ?? true,
    staysOnClose: () => stays,
    keep: (value) => {
      stays = value;
      did.push(`keep ${value}`);
    },
    ask: () => did.push('ask'),
    hide: () => did.push('hide'),
    quit: () => {
      did.push('quit');
      closing.quit();
    },
  });
  return { closing, did };
}

test('without a notification area closing is the end, whatever was chosen', () => {
  const { closing, did } = scene({ hasTray: false, stays: true });
  expect([closing.holdsBack(), did]).toEqual([false, []]);
});

test('the first time it is asked; who wants it stays, and is not asked again', () => {
  const { closing, did } = scene();
  expect(closing.holdsBack()).toBe(true);
  closing.answer(true);
  expect(closing.holdsBack()).toBe(true);
  expect(did).toEqual(['ask', 'keep true', 'hide', 'hide']);
});

test('who does not want it quits', () => {
  const { closing, did } = scene();
  closing.holdsBack();
  closing.answer(false);
  expect(did).toEqual(['ask', 'keep false', 'quit']);
  expect(closing.holdsBack()).toBe(false);
});

test('a page that does not answer can be closed the second time', () => {
  const { closing } = scene();
  expect([closing.holdsBack(), closing.holdsBack()]).toEqual([true, false]);
});

test('setting it in the settings closes nothing', () => {
  const { closing, did } = scene({ stays: true });
  closing.answer(false);
  expect(did).toEqual(['keep false']);
});

test('an app that quits is not held back, on macOS neither; there its window only goes away', () => {
  const { closing, did } = scene({ platform: 'darwin', hasTray: true });
  expect(closing.holdsBack()).toBe(true);
  closing.quit();
  expect(closing.holdsBack()).toBe(false);
  expect(did).toEqual(['hide']);
});
