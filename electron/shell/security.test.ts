import type { App, IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { closeSession, denyNavigation, isFromMainPage, PRIVILEGED_SCHEMES, safePreferences } from './security.ts';

const PAGE = {} as WebContents; // only its identity matters
const OTHER = {} as WebContents;
const frame = (url: string, parent: unknown = null) => ({ url, parent });
const event = (sender: WebContents, senderFrame: unknown) => ({ sender, senderFrame }) as IpcMainInvokeEvent;

describe('who may use the bridge', () => {
  const ours = frame('app://hashline/index.html');
  test.each([
    ['our page', event(PAGE, ours), PAGE, true],
    ['another window with our address', event(OTHER, ours), PAGE, false],
    ['a frame inside our page', event(PAGE, frame(ours.url, ours)), PAGE, false],
    ['our window after it went elsewhere', event(PAGE, frame('https://hashline/index.html')), PAGE, false],
    ['the decoder', event(PAGE, frame('app://decoder/image-worker.html')), PAGE, false],
    ['a frame that is gone', event(PAGE, null), PAGE, false],
    ['anybody while there is no window', event(PAGE, ours), undefined, false],
  ])('%s', (_who, asking, page, expected) => {
    expect(isFromMainPage(asking, page)).toBe(expected);
  });
});

test('no window of ours has Node, and developer tools only a developer’s', () => {
  expect(safePreferences('preload.cjs', false)).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
  });
  expect(safePreferences('preload.cjs', true).devTools).toBe(true);
});

test('neither scheme of ours is readable across origins', () => {
  for (const { privileges } of PRIVILEGED_SCHEMES) {
    expect(privileges).not.toHaveProperty('corsEnabled');
    expect(privileges).not.toHaveProperty('bypassCSP');
  }
});

/** Notes what handlers were given, by name. */
function recorder() {
  const given = new Map<string, (...values: never[]) => unknown>();
  const note = (name: string) => (handler: (...values: never[]) => unknown) => given.set(name, handler);
  return { given, note };
}

test.each([
  ['app://hashline/index.html', false, false],
  ['media://photo/a/full', false, false],
  ['blob:app://hashline/1', false, false],
  ['https://example.org/', false, true],
  ['http://127.0.0.1/', true, true],
  ['ws://127.0.0.1/', false, true],
  ['file:///etc/passwd', false, true],
  ['chrome-extension://x/y', false, true],
  ['devtools://devtools/x', true, false],
  ['devtools://devtools/x', false, true],
  ['app', false, true],
])('a session asked for %s (developer: %s) refuses: %s', (url, isDevelopment, isRefused) => {
  const { given, note } = recorder();
  const session = {
    setPermissionRequestHandler: note('request'),
    setPermissionCheckHandler: note('check'),
    setDevicePermissionHandler: note('device'),
    on: (name: string, handler: () => void) => note(name)(handler),
    webRequest: { onBeforeRequest: note('before') },
  } as unknown as Session; // what closeSession sets
  closeSession(session, isDevelopment);
  const answers: unknown[] = [];
  given.get('before')?.(...([{ url }, (answer: unknown) => answers.push(answer)] as never[]));
  expect(answers).toEqual([{ cancel: isRefused }]);
  expect(given.get('check')?.()).toBe(false);
  expect(given.get('device')?.()).toBe(false);
  given.get('request')?.(...([{}, 'camera', (answer: unknown) => answers.push(answer)] as never[]));
  expect(answers[1]).toBe(false);
});

test('going elsewhere, windows and pages in pages are refused, and noted without the address', () => {
  const handlers = new Map<string, (event: { preventDefault(): void }) => void>();
  let openWindow: () => unknown = () => undefined;
  const contents = {
    on: (name: string, handler: (event: { preventDefault(): void }) => void) => handlers.set(name, handler),
    setWindowOpenHandler: (handler: () => unknown) => {
      openWindow = handler;
    },
    setWebRTCIPHandlingPolicy: () => undefined,
  };
  const app = { on: (_name: string, handler: (event: unknown, made: unknown) => void) => handler({}, contents) };
  const lines: string[] = [];
  const log = { info: () => undefined, bug: () => undefined, warn: (line: string) => lines.push(line) };
  denyNavigation(app as unknown as App, log);
  let preventedCount = 0;
  const preventDefault = () => {
    preventedCount += 1;
  };
  for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview'])
    handlers.get(name)?.({ preventDefault });
  expect(preventedCount).toBe(3);
  expect(openWindow()).toEqual({ action: 'deny' });
  expect(lines).toHaveLength(4);
});
