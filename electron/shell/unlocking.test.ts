import { expect, test } from 'vitest';
import { createUnlocking } from './unlocking.ts';

function scene() {
  let locked = 0;
  const unlocking = createUnlocking(() => locked++);
  return { unlocking, lockedCount: () => locked };
}

test('a wrong answer is told, and asked again without another screen; a right one opens', async () => {
  const { unlocking, lockedCount } = scene();
  const first = unlocking.ask({ why: 'passphrase', isAgain: false });
  expect(unlocking.reason()).toBe('passphrase');
  const wrong = unlocking.answer({ passphrase: 'no' });
  expect(await first).toEqual({ passphrase: 'no' });
  const second = unlocking.ask({ why: 'passphrase', isAgain: true });
  expect(await wrong).toBe('wrong');
  expect(lockedCount()).toBe(1);

  const right = unlocking.answer({ words: 'yes' });
  expect(await second).toEqual({ words: 'yes' });
  unlocking.settled();
  expect(await right).toBe('open');
  expect(unlocking.reason()).toBeUndefined();
});

test('one answer at a time, and none that nobody asked for', async () => {
  const { unlocking } = scene();
  expect(await unlocking.answer({ passphrase: 'early' })).toBe('not-locked');
  void unlocking.ask({ why: 'key-missing', isAgain: false });
  void unlocking.answer({ words: 'one' });
  expect(await unlocking.answer({ words: 'two' })).toBe('not-locked');
});

test('given up, the opening fails', async () => {
  const { unlocking } = scene();
  const asked = unlocking.ask({ why: 'passphrase', isAgain: false });
  unlocking.giveUp();
  expect(await asked).toBeUndefined();
});

test('given up while an answer is being tried: a wrong one is not followed by another question', async () => {
  const { unlocking } = scene();
  void unlocking.ask({ why: 'passphrase', isAgain: false });
  const wrong = unlocking.answer({ passphrase: 'no' });
  unlocking.giveUp();
  expect(await unlocking.ask({ why: 'passphrase', isAgain: true })).toBeUndefined();
  expect(await wrong).toBe('wrong');
  unlocking.settled();

  const next = unlocking.ask({ why: 'passphrase', isAgain: false });
  void unlocking.answer({ passphrase: 'yes' });
  expect(await next).toEqual({ passphrase: 'yes' });
});

test('given up before anything was asked, the first question is asked as ever', async () => {
  const { unlocking } = scene();
  unlocking.giveUp();
  const asked = unlocking.ask({ why: 'passphrase', isAgain: false });
  void unlocking.answer({ passphrase: 'yes' });
  expect(await asked).toEqual({ passphrase: 'yes' });
});
