import { describe, expect, test } from 'vitest';
import type { GroupView } from '../../../electron/bridge/contract.ts';
import { makeMessage, makePhoto } from '../../testing/make-message.ts';
import { abilitiesOf, lastEditable } from './message-abilities.ts';

const BETWEEN_TWO = {};
const inGroup = (given: Partial<GroupView>) => ({
  group: { state: 'member', isAdmin: false, members: [], ...given } as GroupView,
}); // a group's view, complete but for who invited

describe('what can be done with a message', () => {
  test('only one’s own text can be edited', () => {
    expect(abilitiesOf(makeMessage(1, { isMine: true }), BETWEEN_TWO).canEdit).toBe(true);
    expect(abilitiesOf(makeMessage(1), BETWEEN_TWO).canEdit).toBe(false);
    const album = makeMessage(1, { isMine: true, content: { kind: 'album', photos: [makePhoto(1)] } });
    expect(abilitiesOf(album, BETWEEN_TWO)).toMatchObject({ canEdit: false, canReply: true, copyText: undefined });
  });

  test('what an own older device wrote in a group stays as it is', () => {
    const older = makeMessage(1, { isMine: true, mayChange: false });
    expect(abilitiesOf(older, inGroup({}))).toMatchObject({ canEdit: false, canDeleteForAll: false, canReply: true });
    expect(abilitiesOf(older, inGroup({ isAdmin: true })).canDeleteForAll).toBe(true);
  });

  test('others’ messages are deleted for everyone by an admin of the group, and by nobody between two', () => {
    expect(abilitiesOf(makeMessage(1), BETWEEN_TWO).canDeleteForAll).toBe(false);
    expect(abilitiesOf(makeMessage(1), inGroup({})).canDeleteForAll).toBe(false);
    expect(abilitiesOf(makeMessage(1), inGroup({ isAdmin: true })).canDeleteForAll).toBe(true);
  });

  test('who has left a group can copy, and say nothing more', () => {
    expect(abilitiesOf(makeMessage(1, { isMine: true }), inGroup({ state: 'left', isAdmin: true }))).toEqual({
      canReply: false,
      canReact: false,
      canEdit: false,
      canDeleteForAll: false,
      copyText: 'message 1',
      hasHistory: false,
      canForward: true,
      saveKeys: [],
    });
  });

  test('only what is all here is forwarded, and what is here is saved', () => {
    const coming = makePhoto(2, { isWhole: false, transfer: { state: 'coming', progress: 0.5 } });
    const album = (photos: Parameters<typeof makePhoto>[1][]) =>
      makeMessage(1, { content: { kind: 'album', photos: photos.map((given, at) => makePhoto(at, given)) } });
    expect(abilitiesOf(album([{}, {}]), BETWEEN_TWO)).toMatchObject({
      canForward: true,
      saveKeys: ['photo-0', 'photo-1'],
    });
    expect(abilitiesOf(album([{}, coming]), BETWEEN_TWO)).toMatchObject({ canForward: false, saveKeys: ['photo-0'] });
  });

  test('what is gone can’t be answered, copied or deleted once more', () => {
    expect(abilitiesOf(makeMessage(1, { isMine: true, content: { kind: 'gone' } }), BETWEEN_TWO)).toMatchObject({
      canReply: false,
      canReact: false,
      canDeleteForAll: false,
      copyText: undefined,
    });
  });

  test('captions are copied a line each', () => {
    const photos = [makePhoto(1, { caption: 'sea' }), makePhoto(2), makePhoto(3, { caption: 'sky' })];
    expect(abilitiesOf(makeMessage(1, { content: { kind: 'album', photos } }), BETWEEN_TWO).copyText).toBe('sea\nsky');
  });

  test('arrow-up takes up the last text of one’s own, over photos and others’ messages', () => {
    const messages = [
      makeMessage(1, { isMine: true }),
      makeMessage(2, { isMine: true }),
      makeMessage(3, { isMine: true, content: { kind: 'album', photos: [makePhoto(1)] } }),
      makeMessage(4),
    ];
    expect(lastEditable(messages, BETWEEN_TWO)?.id).toBe(messages[1]?.id);
    expect(lastEditable([makeMessage(4)], BETWEEN_TWO)).toBeUndefined();
  });
});
