import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { MessageView } from '../index.ts';
import { befriend } from './headless.ts';
import { newPhoto } from './photo-files.ts';
import { World } from './world.ts';

/**
 * Lines of the first version (`hello.lines` 1), by their fields and the types of these: who was written for them must not notice a later
 * version. New fields may come; `RECORD=1` writes the file anew, for a version whose `lines` rose.
 */
const RECORDED = fileURLToPath(new URL('./testing/lines-1.json', import.meta.url));

type Shapes = Record<string, Record<string, string>>;

const world = new World();
afterEach(() => world.remove());

/** Adds `path: type` of everything in a line. What may be absent is absent in some lines only, so all of them count. */
function add(shape: Record<string, string>, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    shape[path] ??= 'list';
    for (const each of value) add(shape, `${path}[]`, each);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) add(shape, path === '' ? name : `${path}.${name}`, each);
  } else if (value !== null) {
    shape[path] = typeof value;
  }
}

function shapesOf(lines: readonly string[]): Shapes {
  const shapes: Shapes = {};
  for (const line of lines) {
    const parsed: Record<string, unknown> = JSON.parse(line);
    const name = [parsed.event, parsed.do].filter((part) => part !== undefined).join(' ');
    shapes[name] ??= {};
    add(shapes[name], '', parsed);
  }
  return shapes;
}

test('lines that are written today have every field that those of the first version had', async () => {
  const lines: string[] = [];
  const onLine = (text: string) => lines.push(text);
  const [alice, bob] = [await world.person('Alice', { onLine }), await world.person('Bob', { onLine })];
  const conversation = await befriend(alice, bob);
  const { message } = await alice.ask<{ message: MessageView }>('say', { conversation, text: 'Hello' });
  await bob.until('the text', async () => (await bob.messages(conversation)).length === 1);
  await bob.ask('reply', { conversation, to: message.id, text: 'Hello yourself' });
  await bob.ask('react', { conversation, message: message.id, emoji: '👍' });
  await alice.ask('edit', { conversation, message: message.id, text: 'Hello, Bob' });
  await alice.ask('edits', { conversation, message: message.id });
  const photos = [{ file: await newPhoto(world.folder, 'photo', 400), caption: 'the photo' }];
  await alice.ask('photos', { conversation, photos });
  const last = await bob.until('the photo', async () => {
    const [newest] = (await bob.messages(conversation)).slice(-1);
    return newest?.content.kind === 'album' && newest.content.photos.every(({ isWhole }) => isWhole) && newest;
  });
  await bob.ask('read', { conversation, upTo: { t: last.t, id: last.id } });
  await alice.ask('search', { text: 'Hello' });
  await alice.ask('contacts');
  const { profile } = await bob.ask<{ profile: { hashname: string } }>('profile');
  await alice.ask('createGroup', { title: 'Group', persons: [profile.hashname] });
  await alice.conversations();
  await alice.ask('stats');
  await Promise.all([alice.stop(), bob.stop()]);
  const shapes = shapesOf(lines);
  if (process.env.RECORD === '1') writeFileSync(RECORDED, `${JSON.stringify(shapes, null, 2)}\n`);
  const recorded: Shapes = JSON.parse(readFileSync(RECORDED, 'utf8'));
  expect(Object.keys(recorded).length).toBeGreaterThan(20);
  for (const [name, fields] of Object.entries(recorded)) expect(shapes[name], name).toMatchObject(fields);
});
