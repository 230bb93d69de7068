import { beforeEach, describe, expect, test } from 'vitest';
import type { EventName } from '../bridge/contract.ts';
import type { Messenger, MessengerEvent, OpenResult } from '../messenger/index.ts';
import { type AppService, createAppService } from './app-service.ts';
import { desktopCalls } from './calls/desktop.ts';
import type { Restores } from './calls/start.ts';
import { createConsent } from './consent.ts';
import { createDevicePermissions } from './device-permissions.ts';
import { exportWords } from './export-words.ts';
import { PassingCopies } from './outside/passing-copies.ts';
import type { OutsideSystem } from './outside/system.ts';
import { createPicks } from './picks.ts';
import { createUnlocking } from './unlocking.ts';
import { createWords } from './words.ts';

const LINK = 'hashline:invite/AAAA';
const PROFILE = { hashname: 'a'.repeat(64), name: 'Anna' };

interface Scene {
  readonly service: AppService;
  readonly sent: { readonly name: EventName; readonly payload: unknown }[];
  readonly bugs: string[];
  readonly opened: OpenResult;
  readonly tell: (event: MessengerEvent) => void;
  /** What a disk that fails does to the next question. */
  failNext(): void;
}

/** The service over a messenger that has one profile and nothing else. */
function scene(): Scene {
  const sent: { name: EventName; payload: unknown }[] = [];
  const bugs: string[] = [];
  let listener: (event: MessengerEvent) => void = () => undefined;
  let fails = false;
  const messenger: Partial<Messenger> = {
    profile: () => PROFILE,
    conversations: async () => {
      if (fails) throw new Error('the disk is gone');
      return [];
    },
    network: () => ({ state: 'listening', detail: '127.0.0.1:1', problem: undefined }),
    notices: () => [],
    onEvent: (given) => {
      listener = given;
    },
    markRead: async () => ({ ok: false, error: 'unknown-conversation' }),
  };
  const service = createAppService({
    version: '1.2.3',
    theme: { current: () => 'dark', choose: () => undefined, ground: () => '#000' },
    look: {
      current: () => ({ contrast: 'system', motion: 'system', language: 'system', textPercent: 100 }),
      choose: () => undefined,
    },
    desktop: desktopCalls(() => {
      throw new Error('these tests ask nothing of the desktop');
    }),
    start: {
      unlocking: createUnlocking(() => undefined),
      home: () => {
        throw new Error('nothing is closed here');
      },
      picks: createPicks((length) => new Uint8Array(length)),
      restores: {} as Restores, // no call of these tests needs it
    },
    about: { version: '1.2.3', electron: '45', system: 'linux', dataFolder: '/', logFolder: undefined },
    protectScreen: () => undefined,
    noteShown: () => undefined,
    copyText: () => undefined,
    exportWords: () => exportWords(createWords(), 'en'),
    devices: createDevicePermissions(async () => true),
    outside: {
      system: {} as OutsideSystem, // no call of these tests needs it
      copies: new PassingCopies('', () => () => undefined),
      consent: createConsent({ isRecent: () => false, lastAtMs: 0 }, async () => false),
    },
    send: (name, payload) => sent.push({ name, payload }),
    reportBug: (where) => bugs.push(where),
  });
  return {
    service,
    sent,
    bugs,
    opened: { ok: true, messenger: messenger as Messenger }, // the calls these tests make
    tell: (event) => listener(event),
    failNext: () => {
      fails = true;
    },
  };
}

/** Lets everything that was put off to a later turn happen. */
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('what the page is told', () => {
  let at: Scene;
  beforeEach(() => {
    at = scene();
  });

  test('starting, then ready with everything for the first screen', async () => {
    expect(await at.service.calls.getState({})).toEqual({ ok: true, value: { phase: 'starting' } });
    at.service.opened(at.opened);
    await settle();
    const ready = { phase: 'ready', version: '1.2.3', profile: PROFILE, theme: 'dark', conversations: [] };
    expect(at.sent).toMatchObject([{ name: 'stateChanged', payload: ready }]);
    expect(await at.service.calls.getState({})).toMatchObject({ ok: true, value: ready });
  });

  test('what keeps the store shut, with its detail', async () => {
    at.service.opened({ ok: false, problem: 'store-newer', detail: 'version 9' });
    await settle();
    const failed = { phase: 'failed', problem: 'store-newer', detail: 'version 9' };
    expect(at.sent).toEqual([{ name: 'stateChanged', payload: failed }]);
    expect(await at.service.photos.openPhoto('photo/a/full')).toBeUndefined();
  });

  test('each event of the messenger under its name', () => {
    at.service.opened(at.opened);
    at.tell({ name: 'messages', conversationId: 'c'.repeat(64), messages: [] });
    at.tell({ name: 'network', network: { state: 'offline', detail: '', problem: undefined } });
    at.tell({ name: 'notices', notices: [{ name: 'key-in-file' }] });
    at.tell({ name: 'invite' });
    expect(at.sent).toEqual([
      { name: 'messagesChanged', payload: { conversationId: 'c'.repeat(64), messages: [] } },
      { name: 'networkChanged', payload: { state: 'offline', detail: '', problem: undefined } },
      { name: 'noticesChanged', payload: [{ name: 'key-in-file' }] },
      { name: 'inviteChanged', payload: {} },
    ]);
  });

  test('a call before the messenger is open is a mistake of ours, loudly', async () => {
    await expect(at.service.calls.getInvite({})).rejects.toThrow();
  });

  test('a state that can’t be read when it opens is reported', async () => {
    at.failNext();
    at.service.opened(at.opened);
    await settle();
    expect(at.bugs).toEqual(['stateChanged']);
  });
});

describe('a link', () => {
  const invites = ({ sent }: Scene) => sent.filter(({ name }) => name === 'inviteOpened').map(({ payload }) => payload);

  test('waits for the store and for a page that listens, and is given once', async () => {
    const at = scene();
    at.service.openInvite(LINK);
    at.service.opened(at.opened);
    await settle();
    expect(invites(at)).toEqual([]);
    await at.service.calls.getState({});
    await settle();
    await at.service.calls.getState({});
    await settle();
    expect(invites(at)).toEqual([{ text: LINK }]);
  });

  test('waits for the store when the page was quicker', async () => {
    const at = scene();
    await at.service.calls.getState({});
    at.service.openInvite(LINK);
    await settle();
    expect(invites(at)).toEqual([]);
    at.service.opened(at.opened);
    await settle();
    expect(invites(at)).toEqual([{ text: LINK }]);
    expect(at.sent.map(({ name }) => name)).toEqual(['stateChanged', 'inviteOpened']);
  });

  test('that comes later is given at once', async () => {
    const at = scene();
    at.service.opened(at.opened);
    await at.service.calls.getState({});
    await settle();
    at.service.openInvite(LINK);
    expect(invites(at)).toEqual([{ text: LINK }]);
  });
});
