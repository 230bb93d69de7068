import { beforeEach, expect, test } from 'vitest';
import type { Bridge, DesktopView } from '../../electron/bridge/contract.ts';
import { SAMPLE_DESKTOP } from '../testing/fake-desktop-calls.ts';
import { conversationId, makeConversation } from '../testing/make-message.ts';
import { quietBridge } from '../testing/quiet-bridge.ts';
import { useAppStore } from './app-store.ts';
import { syncDesktop } from './sync-desktop.ts';

const pristine = useAppStore.getState();
beforeEach(() => useAppStore.setState(pristine, true));

function start(answer: DesktopView = SAMPLE_DESKTOP) {
  const inView: (string | undefined)[] = [];
  const calls: Partial<Bridge> = {
    getDesktop: async () => ({ ok: true, value: answer }),
    tellInView: async ({ conversationId: id }) => {
      inView.push(id);
      return { ok: true, value: {} };
    },
  };
  const quiet = quietBridge(calls);
  return { ...quiet, inView, stop: syncDesktop(quiet.bridge, useAppStore) };
}

const ready = () =>
  useAppStore.setState({
    phase: 'ready',
    profile: { hashname: 'a'.repeat(64), name: 'Anna' },
    conversationsById: { [conversationId(1)]: makeConversation(1, 'Tom') },
  });

test('what was told meanwhile is newer than the answer', async () => {
  const { tell } = start();
  tell('desktopChanged', { ...SAMPLE_DESKTOP, tray: { hasTray: true } });
  await Promise.resolve();
  expect(useAppStore.getState().desktop?.tray.hasTray).toBe(true);
});

test('a notification that was clicked opens its chat, unless that is gone', () => {
  const { tell } = start();
  ready();
  tell('chatOpened', { conversationId: conversationId(9) });
  expect(useAppStore.getState().pane.name).toBe('welcome');
  tell('chatOpened', { conversationId: conversationId(1) });
  expect(useAppStore.getState().pane).toEqual({ name: 'conversation', id: conversationId(1) });
});

test('the main process knows which chat is before the eyes', () => {
  const { inView } = start();
  ready();
  useAppStore.getState().showConversation(conversationId(1));
  useAppStore.getState().setInviteText('x');
  useAppStore.getState().showAdd();
  expect(inView).toEqual([conversationId(1), undefined]);
});

test('the menu does nothing before somebody is here', () => {
  const { tell } = start();
  tell('menuChosen', { command: 'settings' });
  expect(useAppStore.getState().pane.name).toBe('welcome');
  ready();
  for (const [command, pane] of [
    ['settings', 'settings'],
    ['new-group', 'new-group'],
    ['add-someone', 'add'],
  ] as const) {
    tell('menuChosen', { command });
    expect(useAppStore.getState().pane.name).toBe(pane);
  }
});

test('closing is asked once, and stopping hears nothing any more', () => {
  const { tell, stop, listenerCount } = start();
  tell('closeAsked', {});
  expect(useAppStore.getState().isCloseAsked).toBe(true);
  stop();
  expect(listenerCount()).toBe(0);
});
