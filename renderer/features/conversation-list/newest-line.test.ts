import { describe, expect, test } from 'vitest';
import type { ConversationView, MessageView } from '../../../electron/bridge/contract.ts';
import { translate as t } from '../../i18n.tsx';
import { makeConversation, makeMessage, makePhoto } from '../../testing/make-message.ts';
import { newestLineOf, rowStateOf } from './newest-line.ts';

const withNewest = (newest: MessageView, given: Partial<ConversationView> = {}) =>
  makeConversation(1, 'Anna', { newest, ...given });
const album = (...captions: (string | undefined)[]): Partial<MessageView> => ({
  content: {
    kind: 'album',
    photos: captions.map((caption, n) => makePhoto(n, caption === undefined ? {} : { caption })),
  },
});

describe('newest line of a chat', () => {
  test.each<[string, Partial<MessageView>]>([
    ['see you', { content: { kind: 'text', text: 'see\n  you' } }],
    ['You: see you', { isMine: true, content: { kind: 'text', text: 'see you' } }],
    ['a fine day', { content: { kind: 'text', text: 'a *fine* day' } }],
    ['Photo', album(undefined)],
    ['3 photos', album(undefined, undefined, undefined)],
    ['2 photos: Beach', album(undefined, 'Beach')],
    ['You: Photo', { isMine: true, ...album(undefined) }],
    ['This was deleted', { content: { kind: 'gone' } }],
  ])('says %j', (text, given) => {
    expect(newestLineOf(withNewest(makeMessage(1, given)), t).text).toBe(text);
  });

  test('a refused invite comes before anything that was written, because something is to be done', () => {
    const line = newestLineOf(withNewest(makeMessage(1), { refusal: 'invite-used' }), t);
    expect(line).toMatchObject({ text: 'Ask Anna for a new invite', tone: 'look' });
  });

  test('in a group says who wrote, and before that who invites', () => {
    const author = { device: 'a', name: 'Tom' };
    expect(newestLineOf(withNewest(makeMessage(1, { author })), t).text).toBe('Tom: message 1');
    const long = { device: 'b', name: 'Maximiliane Hohenfels-Schwarzenberg' };
    expect(newestLineOf(withNewest(makeMessage(1, { author: long })), t).text).toBe('Maximiliane: message 1');
    const invited = makeConversation(1, 'Family', {
      group: { state: 'invited', isAdmin: false, members: [], invitedBy: 'Tom' },
    });
    expect(newestLineOf(invited, t)).toMatchObject({ text: 'Tom invites you to this group', tone: 'look' });
  });

  test('says that somebody who can be reached has not accepted yet', () => {
    const trust = makeConversation(1, 'Anna').trust;
    const asked = makeConversation(1, 'Anna', { state: 'invited', trust: { ...trust, state: 'connected' } });
    expect(newestLineOf(asked, t).text).toBe('Waiting for Anna to accept');
  });

  test('a new computer that asks to be theirs goes before what was said', () => {
    const asked = makeConversation(1, 'Anna', { newest: makeMessage(1), newDevice: { device: 'd', atMs: 1 } });
    expect(newestLineOf(asked, t)).toMatchObject({ text: 'New device?', tone: 'look' });
  });

  test('says that it waits for someone who was invited and wrote nothing', () => {
    expect(newestLineOf(makeConversation(1, 'Anna', { state: 'invited' }), t).text).toBe(
      'Waiting for Anna to come online',
    );
  });
});

describe('state of a row', () => {
  const waiting = makeMessage(1, { isMine: true, delivery: { name: 'waiting' } });
  const queued = (queuedCount: number) => ({ trust: { ...makeConversation(1, 'Anna').trust, queuedCount } });

  test('counts what waits', () => {
    expect(rowStateOf(withNewest(waiting, queued(1)), t)).toBe('Waiting');
    expect(rowStateOf(withNewest(waiting, queued(3)), t)).toBe('Waiting (3)');
  });

  test('says nothing about what arrived or came from them', () => {
    expect(rowStateOf(withNewest(makeMessage(1, { isMine: true, delivery: { name: 'arrived' } })), t)).toBeNull();
    expect(rowStateOf(withNewest(makeMessage(1)), t)).toBeNull();
  });
});
