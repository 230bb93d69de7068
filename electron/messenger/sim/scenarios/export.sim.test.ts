import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SimPeople } from '../sim-people.ts';

let people: SimPeople | undefined;
afterEach(() => people?.remove());

/** The smallest PNG there is, one dot of it. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
/** More than one page of messages. */
const TEXTS = 250;

describe('a conversation that is exported', () => {
  test('is one page with every message in order, and its photos and files beside it under their dates', async () => {
    const world = new SimPeople({ seed: 51 });
    people = world;
    const { alice, conv } = await world.contacts();
    for (let index = 0; index < TEXTS; index++) await world.finish(alice.messenger.sendText(conv, `<b>${index}</b>`));
    const dot = new Uint8Array(Buffer.from(DOT, 'base64'));
    const staged = await world.finish(alice.messenger.stagePhoto('dot.png', dot));
    if (!staged.ok) throw new Error(staged.error);
    const { stagedId } = staged.value;
    await world.finish(alice.messenger.sendAlbum(conv, [{ stagedId, caption: 'The beach' }, { stagedId }]));
    await world.finish(alice.messenger.files.sendFile(conv, { fileName: 'a/../list.txt', type: '', bytes: dot }));

    const target = join(alice.folder, 'export');
    mkdirSync(target);
    const exported = await alice.messenger.exports.conversation(conv, target);
    if (!exported.ok) throw new Error(exported.error);
    const { folder, messages, files } = exported.value;
    expect([messages, files]).toEqual([TEXTS + 2, 3]);
    const page = readFileSync(join(folder, 'messages.html'), 'utf8');
    const numbers = [...page.matchAll(/&lt;b&gt;(\d+)&lt;\/b&gt;/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: TEXTS }, (_, index) => index));
    expect(page).toContain('<figcaption dir="auto">The beach</figcaption>');
    const photos = readdirSync(join(folder, 'photos'));
    expect(photos).toHaveLength(2);
    expect(photos.every((name) => /^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d( \(2\))?\.png$/.test(name))).toBe(true);
    for (const name of photos) {
      expect(new Uint8Array(readFileSync(join(folder, 'photos', name)))).toEqual(dot);
      expect(page).toContain(`src="photos/${encodeURIComponent(name)}"`);
      expect(Math.abs(statSync(join(folder, 'photos', name)).mtimeMs - world.world.wallMs)).toBeLessThan(60_000);
    }
    expect(readdirSync(join(folder, 'files')).every((name) => name.endsWith('list.txt'))).toBe(true);

    const again = await alice.messenger.exports.conversation(conv, target);
    expect(again.ok && again.value.folder).toBe(`${folder} (2)`); // and the first one is not touched
    expect(await alice.messenger.exports.conversation(conv, join(target, 'gone'))).toEqual({
      ok: false,
      error: 'folder-missing',
    });
  });
});
