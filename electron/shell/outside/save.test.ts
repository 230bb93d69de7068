import { existsSync } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SavingView } from '../../bridge/contract.ts';
import { SAVE_PIECE_BYTES } from '../limits.ts';
import type { Content, ContentSource } from './content.ts';
import { findContent } from './content.ts';
import { PassingCopies } from './passing-copies.ts';
import { numberedName, saveAs, saveInto } from './save.ts';
import { SaveAll } from './save-all.ts';

const BYTES = Uint8Array.from({ length: SAVE_PIECE_BYTES + 4_321 }, (_, index) => index % 253);
const TAKEN_AT_MS = new Date(2024, 4, 1, 18, 30, 0).getTime();

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-save-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const content = (
  given: Partial<Content> & { readonly read?: () => Promise<Uint8Array | undefined> } = {},
): Content => ({
  name: '2024-05-01 18.30.00.jpg',
  atMs: TAKEN_AT_MS,
  isProgram: false,
  isHere: true,
  open: async () => ({
    type: 'image/jpeg',
    fileName: 'x.jpg',
    lengthBytes: BYTES.length,
    read: given.read ?? (async (offset, length) => BYTES.slice(offset, offset + length)),
  }),
  ...given,
});

/** Time that passes when the test says so. */
function hours() {
  const due = new Set<() => void>();
  return {
    after: (_ms: number, callback: () => void) => {
      due.add(callback);
      return () => void due.delete(callback);
    },
    pass: () => {
      for (const callback of [...due]) {
        due.delete(callback);
        callback();
      }
    },
  };
}

/** As a file system says it. */
const failing = (code: string) => async () => {
  throw Object.assign(new Error(code), { code });
};

describe('saving', () => {
  test('into a folder: all bytes, dated as the photo, and no name is taken twice', async () => {
    const names = [];
    for (let round = 0; round < 3; round++) {
      const saved = await saveInto(content(), folder);
      if (saved.ok) names.push(saved.value.slice(folder.length + 1));
    }
    expect(names).toEqual(['2024-05-01 18.30.00.jpg', '2024-05-01 18.30.00 (2).jpg', '2024-05-01 18.30.00 (3).jpg']);
    expect(Buffer.compare(await readFile(join(folder, names[1] ?? '')), BYTES)).toBe(0);
    expect((await stat(join(folder, names[2] ?? ''))).mtimeMs).toBe(TAKEN_AT_MS);
  });

  test('says to the system that it came from somebody else, before it has its name', async () => {
    const marked: string[] = [];
    const mark = async (path: string) => {
      marked.push(path.slice(folder.length + 1));
      expect((await stat(path)).size).toBe(BYTES.length);
    };
    await saveAs(content(), join(folder, 'letter.doc'), { mark });
    await saveInto(content(), folder, { mark });
    expect(marked).toEqual([expect.stringMatching(/^letter\.doc\..*\.part$/), '2024-05-01 18.30.00.jpg']);
  });

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'not-writable'],
    ['EIO', 'failed'],
  ])('%s is "%s", and nothing half is left', async (code, problem) => {
    expect(await saveInto(content({ read: failing(code) }), folder)).toEqual({ ok: false, error: problem });
    expect(await readdir(folder)).toEqual([]);
  });

  test('over a file that is there: it stays as it was until the new one is whole', async () => {
    const path = join(folder, 'mine.jpg');
    await writeFile(path, 'before');
    const missing = content({ read: async () => undefined });
    expect(await saveAs(missing, path)).toEqual({ ok: false, error: 'not-here-yet' });
    expect(await readdir(folder)).toEqual(['mine.jpg']);
    expect(await readFile(path, 'utf8')).toBe('before');
    expect(await saveAs(content(), path)).toEqual({ ok: true, value: path });
    expect(Buffer.compare(await readFile(path), BYTES)).toBe(0);
    expect((await stat(path)).mtimeMs).toBe(TAKEN_AT_MS);
  });

  test('a system that takes less than it was given in one go is given the rest', async () => {
    const probe = await open(join(folder, 'probe'), 'wx');
    await probe.close();
    const write = vi.spyOn(Object.getPrototypeOf(probe), 'write').mockImplementation(async () => ({ bytesWritten: 0 }));
    try {
      const saved = await saveInto(content(), folder);
      expect(saved.ok && Buffer.compare(await readFile(saved.value), BYTES)).toBe(0);
    } finally {
      write.mockRestore();
    }
  });

  test('into a folder that is gone', async () => {
    expect(await saveInto(content(), join(folder, 'no'))).toEqual({ ok: false, error: 'not-writable' });
  });

  test('a number goes before the ending', () => {
    expect(numberedName('a.tar.gz', 2)).toBe('a.tar (2).gz');
    expect(numberedName('Makefile', 12)).toBe('Makefile (12)');
    expect(numberedName('.hidden', 2)).toBe('.hidden (2)');
  });

  test('copies for other programs are gone once they are cleared', async () => {
    const copies = new PassingCopies(join(folder, 'copies'), hours().after);
    const made = await copies.make(content());
    expect(made.ok && (await stat(made.value)).size).toBe(BYTES.length);
    await copies.clear();
    expect(await readdir(folder)).toEqual([]);
  });

  test('copies for other programs are gone after an hour, those written to meanwhile after one more', async () => {
    const { after, pass } = hours();
    const copies = new PassingCopies(join(folder, 'copies'), after);
    const [left, edited] = [await copies.make(content()), await copies.make(content())];
    if (!left.ok || !edited.ok) throw new Error('not made');
    await writeFile(edited.value, 'changed in another program');
    pass();
    await vi.waitFor(() => expect(existsSync(left.value)).toBe(false));
    expect(existsSync(edited.value)).toBe(true);
    await vi.waitFor(() => {
      pass();
      expect(existsSync(edited.value)).toBe(false);
    });
  });

  test('copies that can not be taken away now stop nobody', async () => {
    const file = join(folder, 'no-folder');
    await writeFile(file, '');
    await expect(new PassingCopies(join(file, 'copies'), hours().after).clear()).resolves.toBeUndefined();
  });
});

const EVENT = 'ab'.repeat(32);
const transfer = { state: 'here', progress: 1, why: undefined } as const;

/** A conversation with one album, of which the second photo is not here, and one file. */
function source(): ContentSource {
  const photos = [0, 1, 2].map((index) => ({
    key: `${EVENT}-${index}`,
    takenAt: index === 2 ? undefined : '2024-05-01T18:30:00',
    isWhole: index !== 1,
  }));
  const album = { id: EVENT, t: 2, atMs: TAKEN_AT_MS + 5_000, content: { kind: 'album', photos } };
  const file = { key: `${'cd'.repeat(32)}-0`, name: 'run.sh', isProgram: true, transfer };
  const sent = { id: 'cd'.repeat(32), t: 1, atMs: 7_000, content: { kind: 'file', file } };
  const messages = [album, sent];
  const made = {
    pages: {
      around: async (_conv: string, id: string) => ({
        ok: true,
        value: { messages: messages.filter((message) => message.id === id) },
      }),
      gallery: async (_conv: string, kind: string, before: { t: number } | undefined) => ({
        ok: true,
        value:
          before === undefined && kind === 'album'
            ? { months: [{ month: '2024-05', messages: [album] }], hasOlder: true }
            : { months: [], hasOlder: false },
      }),
    },
    files: { open: () => content().open() },
  };
  return made as unknown as ContentSource; // the calls that saving makes
}

describe('what is saved', () => {
  test('a photo is named by when it was taken, a file by its own name', async () => {
    expect(await findContent(source(), 'c', `${EVENT}-0`)).toMatchObject({
      name: '2024-05-01 18.30.00.jpg',
      atMs: TAKEN_AT_MS,
      isHere: true,
    });
    expect(await findContent(source(), 'c', `${EVENT}-2`)).toMatchObject({ name: '2024-05-01 18.30.05.jpg' });
    const program = await findContent(source(), 'c', `${'cd'.repeat(32)}-0`);
    expect(program).toMatchObject({ name: 'run.sh', isProgram: true, atMs: 7_000 });
    expect(await findContent(source(), 'c', `${EVENT}-9`)).toBeUndefined();
    expect(await findContent(source(), 'c', `${'ef'.repeat(32)}-0`)).toBeUndefined();
  });

  test('all of a gallery, with how far it is, and what is not here left out', async () => {
    const told: SavingView[] = [];
    const saving = new SaveAll((view) => told.push(view));
    const last = await saving.run(source(), 'c', 'album', folder);
    expect(await readdir(folder)).toEqual(['2024-05-01 18.30.00.jpg', '2024-05-01 18.30.05.jpg']);
    expect(last).toBe(join(folder, '2024-05-01 18.30.05.jpg'));
    expect(told.map(({ state, doneCount, missingCount }) => [state, doneCount, missingCount])).toEqual([
      ['running', 0, 0],
      ['running', 1, 0],
      ['running', 1, 1],
      ['done', 2, 1],
    ]);
    expect(saving.isBusy).toBe(false);
  });

  test('it can be stopped in between, and says when the folder is gone', async () => {
    const told: SavingView[] = [];
    const saving: SaveAll = new SaveAll((view) => {
      told.push(view);
      if (view.doneCount === 1) saving.stop();
    });
    await saving.run(source(), 'c', 'album', folder);
    expect(told.at(-1)).toMatchObject({ state: 'stopped', doneCount: 1, missingCount: 0 });
    await saving.run(source(), 'c', [`${EVENT}-0`], join(folder, 'gone'));
    expect(told.at(-1)).toMatchObject({ state: 'failed', problem: 'not-writable', totalCount: 1 });
  });
});
