import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LendQuestion } from '../../bridge/contract/outside.ts';
import { LEND_GUESSES_MAX, LEND_WHOLE_BYTES_MAX } from '../limits.ts';
import { LentFiles } from './lent-files.ts';

const SECRET = 'the key of somebody';
let folder: string;
let lent: LentFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-lent-'));
  lent = new LentFiles();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As the preload does it with a file that the page was given: Chromium lets it read that, and no other. */
function show(bytes: Uint8Array, { ticket, nonce, parts }: LendQuestion) {
  const hash = createHash('sha256').update(nonce);
  for (const part of parts) hash.update(bytes.subarray(part.at, part.at + part.bytes));
  return { ticket, sha256: hash.digest('hex') };
}

async function handOver(path: string, seen: Uint8Array, bytes = seen.length) {
  const [question] = lent.ask([{ path, bytes }]);
  if (question === undefined) throw new Error('no question');
  const [file] = await lent.lend([show(seen, question)]);
  return file;
}

async function fileWith(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe('a file that the page was given', () => {
  test.each([
    ['small', 5],
    ['empty', 0],
    ['as large as is shown whole', LEND_WHOLE_BYTES_MAX],
    ['larger', LEND_WHOLE_BYTES_MAX + 1],
    ['of some megabytes', 3_000_001],
  ])('%s, is lent under a token', async (_what, length) => {
    const bytes = new Uint8Array(length).map((_, at) => at % 251);
    const path = await fileWith('letter.txt', bytes);
    const file = await handOver(path, bytes);
    expect(file).toMatchObject({ name: 'letter.txt', bytes: length, kind: 'file' });
    expect(lent.pathOf(file?.token ?? '')).toBe(path);
    lent.giveBack([file?.token ?? '']);
    expect(lent.pathOf(file?.token ?? '')).toBeUndefined();
  });

  test('is taken once; what could not be sent is kept', async () => {
    const file = await handOver(await fileWith('a', SECRET), Buffer.from(SECRET));
    const taken = lent.take(file?.token ?? '');
    expect(taken?.path).toBe(join(folder, 'a'));
    expect(lent.take(file?.token ?? '')).toBeUndefined();
    taken?.keep();
    expect(lent.take(file?.token ?? '')?.path).toBe(join(folder, 'a'));
  });

  test('has no way in if it is a folder, or gone', async () => {
    const [place, missing, none] = lent.ask([folder, join(folder, 'no'), ''].map((path) => ({ path, bytes: 4_096 })));
    const proofs = [place, missing, none].map((question) => ({ ticket: question?.ticket ?? '', sha256: '' }));
    expect((await lent.lend(proofs)).map(({ kind }) => kind)).toEqual(['folder', 'unreadable', 'unreadable']);
  });
});

describe('a path that the page made up', () => {
  test('is not believed without the bytes of that file, and tells nothing of it', async () => {
    const path = await fileWith('id_ed25519', SECRET);
    const guessed = await handOver(path, Buffer.alloc(SECRET.length, 'x'));
    const gone = await handOver(join(folder, 'nothing'), Buffer.alloc(SECRET.length, 'x'));
    expect([guessed?.kind, guessed?.bytes]).toEqual(['unreadable', 0]);
    expect([gone?.kind, gone?.bytes]).toEqual(['unreadable', 0]);
    expect(lent.pathOf(guessed?.token ?? '')).toBeUndefined();
    const silent = lent.ask([{ path, bytes: SECRET.length }])[0]?.ticket ?? '';
    expect((await lent.lend([{ ticket: silent, sha256: '' }]))[0]?.kind).toBe('unreadable');
  });

  test('is not believed by the beginning of it alone, nor by an earlier answer', async () => {
    const bytes = new Uint8Array(1_000_000).map((_, at) => (at * 7) % 253);
    const path = await fileWith('big', bytes);
    expect((await handOver(path, bytes.slice(0, 900_000), bytes.length))?.kind).toBe('unreadable');
    expect((await handOver(await fileWith('a', SECRET), Buffer.from(SECRET.slice(0, 3)), 3))?.kind).toBe('unreadable');

    const [question] = lent.ask([{ path, bytes: bytes.length }]);
    const proof = question === undefined ? { ticket: '', sha256: '' } : show(bytes, question);
    expect((await lent.lend([proof]))[0]?.kind).toBe('file');
    expect((await lent.lend([proof]))[0]?.kind).toBe('unreadable');
    const again = lent.ask([{ path, bytes: bytes.length }])[0]?.ticket ?? '';
    expect((await lent.lend([{ ...proof, ticket: again }]))[0]?.kind).toBe('unreadable');
  });

  test.runIf(process.platform === 'linux')('of a file that says it is empty and is not, is not believed', async () => {
    const path = '/proc/self/status';
    await (await open(path)).close();
    expect((await handOver(path, new Uint8Array()))?.kind).toBe('unreadable');
  });

  test('ends all lending when it was tried too often', async () => {
    const path = await fileWith('a', SECRET);
    for (let tries = 0; tries < LEND_GUESSES_MAX; tries++) await handOver(path, Buffer.alloc(SECRET.length, 'y'));
    expect((await handOver(path, await readFile(path)))?.kind).toBe('unreadable');
  });

  test('of a file that grew meanwhile, is not believed', async () => {
    const path = await fileWith('log', 'one line');
    const [question] = lent.ask([{ path, bytes: 8 }]);
    await appendFile(path, 'another');
    const proof = question === undefined ? { ticket: '', sha256: '' } : show(Buffer.from('one line'), question);
    expect((await lent.lend([proof]))[0]?.kind).toBe('unreadable');
  });
});
