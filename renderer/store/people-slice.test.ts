import { beforeEach, expect, test } from 'vitest';
import type { PeopleView } from '../../electron/bridge/contract.ts';
import { hexId } from '../testing/make-message.ts';
import { makeContact } from '../testing/make-people.ts';
import { useAppStore } from './app-store.ts';
import { selectCheck, selectContact, selectPictureId } from './people-slice.ts';

const pristine = useAppStore.getState();
beforeEach(() => useAppStore.setState(pristine, true));

const ME = { hashname: hexId(9), name: 'Maria', pictureId: 'mine' };
const PEOPLE: PeopleView = {
  me: ME,
  contacts: [makeContact(1, 'Anna', { pictureId: 'hers' }), makeContact(2, 'Tom')],
  requests: [],
  blocked: [],
  nearby: [],
  isVisibleNearby: false,
};
const CHECK = { person: hexId(1), id: '1'.repeat(32), isOurs: true, isOver: false };

test('who is no contact any more is gone', () => {
  useAppStore.getState().applyPeople(PEOPLE);
  useAppStore.getState().applyPeople({ ...PEOPLE, contacts: PEOPLE.contacts.slice(1) });
  expect(selectContact(hexId(1))(useAppStore.getState())).toBeUndefined();
  expect(selectContact(hexId(2))(useAppStore.getState())?.name).toBe('Tom');
  expect(selectContact(undefined)(useAppStore.getState())).toBeUndefined();
});

test('pictures are one’s own and those of contacts', () => {
  useAppStore.getState().applyPeople(PEOPLE);
  const pictures = [9, 1, 2, 3].map((n) => selectPictureId(hexId(n))(useAppStore.getState()));
  expect(pictures).toEqual(['mine', 'hers', undefined, undefined]);
});

test('before the first run is done nothing is taken from oneself', () => {
  useAppStore.getState().applyProfile(ME);
  useAppStore.getState().applyPeople({ ...PEOPLE, me: null });
  expect(useAppStore.getState().profile).toEqual(ME);
});

test('a check goes on until it is over', () => {
  const { applyCheck } = useAppStore.getState();
  applyCheck(CHECK);
  applyCheck({ ...CHECK, shared: { words: ['sea'], hue: 1, rows: [] } });
  expect(selectCheck(useAppStore.getState())?.shared?.words).toEqual(['sea']);
  applyCheck({ ...CHECK, isOver: true });
  expect(selectCheck(useAppStore.getState())).toBeUndefined();
});

test('of two checks the first stays on screen, whatever comes of the other', () => {
  const { applyCheck } = useAppStore.getState();
  const other = { ...CHECK, person: hexId(2), id: '2'.repeat(32) };
  applyCheck(CHECK);
  applyCheck(other);
  applyCheck({ ...CHECK, shared: { words: ['sea'], hue: 1, rows: [] } });
  expect(selectCheck(useAppStore.getState())?.person).toBe(hexId(1));
});

test('a check takes the place of the ways of checking that person, and waits for those of another one', () => {
  const { applyCheck, showVerify } = useAppStore.getState();
  showVerify(hexId(2));
  applyCheck(CHECK);
  expect(selectCheck(useAppStore.getState())).toBeUndefined();
  showVerify(hexId(1));
  applyCheck({ ...CHECK, shared: { words: ['sea'], hue: 1, rows: [] } });
  expect(useAppStore.getState().verifying).toBeNull();
  expect(selectCheck(useAppStore.getState())?.person).toBe(hexId(1));
});
