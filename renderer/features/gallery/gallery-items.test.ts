import { expect, test } from 'vitest';
import { makeMessage, makePhoto } from '../../testing/make-message.ts';
import { byMonth, keysOf, mergeNews, personOf, photosOf } from './gallery-items.ts';

const album = (n: number, atMs: number, photos = 2) =>
  makeMessage(n, {
    atMs,
    content: { kind: 'album', photos: Array.from({ length: photos }, (_, at) => makePhoto(n * 10 + at)) },
  });
const at = (month: number) => new Date(2026, month - 1, 15).getTime();

test('months come in the order of the messages, each once', () => {
  const months = byMonth([album(3, at(11)), album(2, at(11)), album(1, at(9))]);
  expect(months.map(({ month, messages }) => [month, messages.length])).toEqual([
    ['2026-11', 2],
    ['2026-09', 1],
  ]);
});

test('photos and keys are those of the albums, in their order', () => {
  const messages = [album(2, at(11)), album(1, at(9), 1), makeMessage(0)];
  expect(photosOf(messages).map(({ photo }) => photo.key)).toEqual(['photo-20', 'photo-21', 'photo-10']);
  expect(keysOf(messages)).toEqual(['photo-20', 'photo-21', 'photo-10']);
});

test('news replaces, joins at the front and takes away; what is older than the page waits for its page', () => {
  const held = [album(5, at(11)), album(4, at(11))];
  const gone = makeMessage(4, { content: { kind: 'gone' } });
  const news = [album(5, at(11), 3), gone, album(7, at(11)), album(1, at(9)), makeMessage(8)];
  const merged = mergeNews(held, news, 'album');
  expect(merged.map(({ t }) => t)).toEqual([7, 5]);
  expect(photosOf(merged)).toHaveLength(5);
});

test('a photo belongs to who sent it', () => {
  expect(personOf(makeMessage(1, { isMine: true }))).toBe('me');
  expect(personOf(makeMessage(1, { author: { device: 'ab', name: 'Tom' } }))).toBe('ab');
});
