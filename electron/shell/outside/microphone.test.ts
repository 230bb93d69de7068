import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { guardMicrophone, type Microphone } from './microphone.ts';

const PAGE = 'app://hashline/index.html';

/** A session that notes what it was given, and asks it as Electron would. */
function guarded() {
  const microphone: Microphone = { isOpen: false };
  type Handler = (...values: unknown[]) => unknown;
  const given: { request?: Handler; check?: Handler } = {};
  const session = {
    setPermissionRequestHandler: (handler: Handler) => {
      given.request = handler;
    },
    setPermissionCheckHandler: (handler: Handler) => {
      given.check = handler;
    },
  };
  guardMicrophone(session as unknown as Session, microphone); // all of a session that it touches
  return {
    microphone,
    ask(permission: string, details: object): unknown {
      let answered: unknown;
      given.request?.(null, permission, (isAllowed: unknown) => {
        answered = isAllowed;
      }, details);
      return answered;
    },
    check: (permission: string, origin: string, details: object) => given.check?.(null, permission, origin, details),
  };
}

test('the page hears the microphone only while a recording runs, and never sees', () => {
  const { microphone, ask, check } = guarded();
  const sound = { requestingUrl: PAGE, mediaTypes: ['audio'] };
  expect([ask('media', sound), check('media', PAGE, { mediaType: 'audio' })]).toEqual([false, false]);
  microphone.isOpen = true;
  expect([ask('media', sound), check('media', PAGE, { mediaType: 'audio' })]).toEqual([true, true]);
  expect(ask('media', { requestingUrl: PAGE, mediaTypes: ['audio', 'video'] })).toBe(false);
  expect(ask('media', { requestingUrl: PAGE, mediaTypes: [] })).toBe(false);
  expect(ask('media', { ...sound, requestingUrl: 'app://decoder/image-worker.html' })).toBe(false);
  expect(check('media', PAGE, { mediaType: 'video' })).toBe(false);
});

test.each(['geolocation', 'notifications', 'clipboard-read', 'midi', 'display-capture'])('nobody gets %s', (name) => {
  const { microphone, ask, check } = guarded();
  microphone.isOpen = true;
  expect([ask(name, { requestingUrl: PAGE }), check(name, PAGE, {})]).toEqual([false, false]);
});

test('only our page may fill the screen', () => {
  const { ask } = guarded();
  expect(ask('fullscreen', { requestingUrl: PAGE })).toBe(true);
  expect(ask('fullscreen', { requestingUrl: 'https://example.org/' })).toBe(false);
});
