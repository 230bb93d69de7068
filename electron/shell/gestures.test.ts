import { describe, expect, test } from 'vitest';
import { type ConsentQuestion, createConsent } from './consent.ts';
import { Gestures } from './gestures.ts';
import { GESTURE_LASTS_MS } from './limits.ts';

type Listener = (event: object, input: { type: string; modifiers?: string[] }) => void;

function scene(answers: readonly boolean[] = []) {
  let nowMs = 1_000;
  let hear: Listener = () => undefined;
  const gestures = new Gestures(() => nowMs);
  gestures.follow({
    on: (_name: string, listener: Listener) => {
      hear = listener;
    },
  } as unknown as Parameters<Gestures['follow']>[0]);
  const asked: ConsentQuestion[] = [];
  const left = [...answers];
  const consent = createConsent(gestures, async (question) => {
    asked.push(question);
    return left.shift() ?? false;
  });
  const input = (type: string, modifiers: string[] = []) => hear({}, { type, modifiers });
  return { gestures, consent, asked, input, wait: (ms: number) => (nowMs += ms) };
}

describe('a gesture', () => {
  test('is a key, a click or a tap, and is forgotten after a moment', () => {
    for (const type of ['rawKeyDown', 'keyDown', 'mouseDown', 'mouseUp', 'gestureTap', 'touchEnd']) {
      const at = scene();
      expect(at.gestures.isRecent()).toBe(false);
      at.input(type);
      at.wait(GESTURE_LASTS_MS);
      expect(at.gestures.isRecent()).toBe(true);
      at.wait(1);
      expect(at.gestures.isRecent()).toBe(false);
    }
  });

  test('is none where the mouse only passes by, unless a button is held', () => {
    const at = scene();
    for (const type of ['mouseMove', 'mouseEnter', 'mouseLeave', 'mouseWheel', 'keyUp', 'undefined']) at.input(type);
    expect(at.gestures.isRecent()).toBe(false);
    at.input('mouseMove', ['shift', 'leftbuttondown']);
    expect(at.gestures.isRecent()).toBe(true);
  });
});

describe('consent', () => {
  test('is given by a gesture without a question', async () => {
    const at = scene();
    at.input('mouseUp');
    expect(await at.consent.byGesture('openLink')).toBe(true);
    expect(at.asked).toEqual([]);
  });

  test('is asked for where there was none, and each time where that is not enough', async () => {
    const at = scene([true, true, true]);
    expect(await at.consent.byGesture('openLink')).toBe(true);
    at.input('mouseUp');
    expect(await at.consent.byAnswer('rescueWords')).toBe(true);
    expect(await at.consent.byAnswer('rescueWords')).toBe(true);
    expect(at.asked).toEqual(['openLink', 'rescueWords', 'rescueWords']);
  });

  test('is asked for once at a time, and after a no not before the person did something', async () => {
    const at = scene([false, true]);
    expect(await Promise.all([at.consent.byGesture('openLink'), at.consent.byGesture('copyText')])).toEqual([
      false,
      false,
    ]);
    expect(await at.consent.byGesture('copyText')).toBe(false);
    expect(await at.consent.byAnswer('rescueWords')).toBe(false);
    expect(at.asked).toEqual(['openLink']);
    at.input('keyDown');
    expect(await at.consent.byAnswer('rescueWords')).toBe(true);
  });
});
