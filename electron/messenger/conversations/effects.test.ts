import { describe, expect, test } from 'vitest';
import { type EventRow, HIDDEN } from '../../storage/index.ts';
import { encodeCanonical } from '../log/canonical-json.ts';
import { effectsOn } from './effects.ts';
import { encodeEmoji, readEmoji } from './text-body.ts';

const CONV = 'c'.repeat(64);
let count = 0;

function row(by: string, kind: string, body?: object, over: Partial<EventRow> = {}): EventRow {
  count += 1;
  return {
    id: `${count}`,
    conv: CONV,
    by,
    log: '0'.repeat(16),
    seq: count,
    prev: undefined,
    after: [],
    at: count,
    kind,
    of: 'target',
    head: new Uint8Array(0),
    body: body && encodeCanonical(JSON.parse(JSON.stringify(body))),
    own: undefined,
    sig: undefined,
    blobs: [],
    t: count,
    storedAtMs: count,
    hidden: HIDDEN.effect,
    ...over,
  };
}

const target = row('anna', 'text', { text: 'first' }, { id: 'target', of: undefined, hidden: 0 });
const each = (device: string) => device;
const onlyAuthor = (deletion: EventRow, of: EventRow) => deletion.by === of.by;

describe('what events about a message come to', () => {
  test('edits count in the order, and only the author’s', () => {
    const about = [
      row('anna', 'edit', { text: 'second' }),
      row('bela', 'edit', { text: 'forged' }),
      row('anna', 'edit', { words: 'none' }),
      row('anna', 'edit', { text: 'third' }),
    ];
    expect(effectsOn(target, about, onlyAuthor, each).edits.map(({ text }) => text)).toEqual(['second', 'third']);
  });

  test('of each person the last reaction counts, and an empty one takes it back', () => {
    const about = [
      row('anna', 'react', { emoji: '👍' }),
      row('bela', 'react', { emoji: '😀' }),
      row('anna', 'react', { emoji: '❤️' }),
      row('bela', 'react', { emoji: '' }),
      row('cleo', 'react', { emoji: 'no emoji' }),
    ];
    expect(effectsOn(target, about, onlyAuthor, each).reactions).toEqual([{ by: 'anna', emoji: '❤️' }]);
  });

  test('all devices of a person are its author, where that is known', () => {
    const personOf = (device: string) => (device.startsWith('anna') ? 'anna' : device);
    const about = [
      row('anna-2', 'edit', { text: 'from her new machine' }),
      row('bela', 'edit', { text: 'forged' }),
      row('anna', 'react', { emoji: '👍' }),
      row('anna-2', 'react', { emoji: '❤️' }),
    ];
    const { edits, reactions } = effectsOn(target, about, onlyAuthor, personOf);
    expect(edits.map(({ text }) => text)).toEqual(['from her new machine']);
    expect(reactions).toEqual([{ by: 'anna-2', emoji: '❤️' }]);
    expect(effectsOn(target, about, onlyAuthor, each).edits).toEqual([]);
  });

  test('a deletion counts if its author may', () => {
    const forged = row('bela', 'delete');
    const own = row('anna', 'delete');
    expect(effectsOn(target, [forged], onlyAuthor, each).deletion).toBeUndefined();
    expect(effectsOn(target, [forged, own], onlyAuthor, each).deletion?.id).toBe(own.id);
    expect(effectsOn(target, [forged], () => true, each).deletion?.id).toBe(forged.id);
  });

  test('nothing counts that is void, of another conversation, or about another message', () => {
    const about = [
      row('anna', 'edit', { text: 'void' }, { hidden: HIDDEN.effect + HIDDEN.void }),
      row('anna', 'edit', { text: 'elsewhere' }, { conv: 'd'.repeat(64) }),
      row('anna', 'edit', { text: 'another' }, { of: 'another' }),
    ];
    expect(effectsOn(target, about, onlyAuthor, each).edits).toEqual([]);
  });
});

describe('a reaction', () => {
  test.each(['👍', '❤️', '👨‍👩‍👧‍👦', '🇩🇪', '1️⃣', '👍🏿', ''])('%s is one', (emoji) => {
    const body = encodeEmoji(emoji);
    expect(body.ok && readEmoji(body.value)).toBe(emoji);
  });

  test.each(['a', '👍👍', '👍!', '\u202e👍', 'abcdefghijklmnopqrstuvwxyz'])('%j is none', (emoji) => {
    expect(encodeEmoji(emoji)).toEqual({ ok: false, error: 'bad-emoji' });
    expect(readEmoji(encodeCanonical({ emoji }))).toBeUndefined();
  });
});
