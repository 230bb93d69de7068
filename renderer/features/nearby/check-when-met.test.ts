import { beforeEach, expect, test } from 'vitest';
import { useAppStore } from '../../store/app-store.ts';
import { conversationId, hexId, makeConversation } from '../../testing/make-message.ts';
import { makeContact } from '../../testing/make-people.ts';
import { hasCheckBegun, isReadyForCheck } from './check-when-met.ts';

const pristine = useAppStore.getState();
beforeEach(() => useAppStore.setState(pristine, true));

type TrustName = 'direct-same-network' | 'direct' | 'looking';

function world(contactState: 'invited' | 'contact', trust: TrustName) {
  useAppStore.setState({
    contactsByPerson: { [hexId(1)]: makeContact(1, 'Anna', { state: contactState }) },
    conversationsById: {
      [conversationId(1)]: makeConversation(1, 'Anna', { trust: { state: trust, queuedCount: 0, sinceAtMs: 0 } }),
    },
  });
  return useAppStore.getState();
}

test.each([
  ['contact', 'direct-same-network', true],
  ['contact', 'direct', false],
  ['contact', 'looking', false],
  ['invited', 'direct-same-network', false],
] as const)('a %s whose way is %s can be checked side by side: %s', (state, trust, expected) => {
  expect(isReadyForCheck(world(state, trust), hexId(1))).toBe(expected);
});

test('while a check goes on no other begins', () => {
  world('contact', 'direct-same-network').applyCheck({
    person: hexId(1),
    id: '1'.repeat(32),
    isOurs: false,
    isOver: false,
  });
  expect(isReadyForCheck(useAppStore.getState(), hexId(1))).toBe(false);
});

test('a check that the other side began is the one that was waited for', () => {
  const state = world('contact', 'direct-same-network');
  expect(hasCheckBegun(state, hexId(1))).toBe(false);
  state.applyCheck({ person: hexId(1), id: '1'.repeat(32), isOurs: false, isOver: false });
  expect(hasCheckBegun(useAppStore.getState(), hexId(1))).toBe(true);
});
