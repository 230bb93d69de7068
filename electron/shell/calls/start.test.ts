import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasFullCopy, rescueFileProblem } from '../../messenger/index.ts';
import { RESCUE_FILE_BYTES_MAX } from '../limits.ts';
import { createPicks } from '../picks.ts';
import { startCalls } from './start.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = (): never => {
  throw new Error('not asked for here');
};

/** The person chooses this in the system's dialog. */
function choosing(path: string | undefined) {
  return startCalls({
    unlocking: { answer: never } as never,
    home: never,
    system: { askFile: async () => path, askFolder: async () => path, askSavePath: never },
    picks: createPicks((length) => new Uint8Array(length).fill(1)),
    messenger: never,
    restores: { rescueFileProblem, hasFullCopy, fromRescueFile: never, fromFullCopy: never, beginAnew: never },
    onProgress: never,
  });
}

const PICKED = { ok: true, value: { pick: '01'.repeat(16), name: 'chosen' } };

describe('a rescue file', () => {
  const pick = (path: string | undefined) => choosing(path).pickRestore({ kind: 'rescue-file' });

  test.each([
    ['hashline/rescue/1\nwhat only the words open', PICKED],
    ['hashline/rescue/2\nwhat only a newer one opens', { ok: false, error: 'newer-version' }],
    ['a shopping list', { ok: false, error: 'not-a-rescue-file' }],
    ['', { ok: false, error: 'not-a-rescue-file' }],
  ])('%j', async (content, answer) => {
    const path = join(folder, 'chosen');
    await writeFile(path, content);
    expect(await pick(path)).toEqual(answer);
  });

  test('too large a file is not read, a folder is none, and one that is gone is said to be so', async () => {
    const large = join(folder, 'film');
    await writeFile(large, 'hashline/rescue/1\n');
    await truncate(large, RESCUE_FILE_BYTES_MAX + 1);
    expect(await pick(large)).toEqual({ ok: false, error: 'not-a-rescue-file' });
    expect(await pick(folder)).toEqual({ ok: false, error: 'not-a-rescue-file' });
    expect(await pick(join(folder, 'gone'))).toEqual({ ok: false, error: 'file-unreadable' });
    expect(await pick(undefined)).toEqual({ ok: true, value: {} });
  });
});

describe('a full copy', () => {
  const pick = (path: string) => choosing(path).pickRestore({ kind: 'full-copy' });

  async function makeCopy(info: string): Promise<string> {
    const chosen = join(folder, 'chosen');
    await mkdir(join(chosen, 'Hashline copy', 'blobs'), { recursive: true });
    await mkdir(join(chosen, 'Hashline copy', '3'));
    await writeFile(join(chosen, 'Hashline copy', '3', 'copy.json'), info);
    return chosen;
  }

  test('is found in the folder that was chosen for it, and in its own', async () => {
    const chosen = await makeCopy(JSON.stringify({ v: 1, atMs: 1, eventCount: 0, blobs: [] }));
    expect(await pick(chosen)).toEqual(PICKED);
    expect(await pick(join(chosen, 'Hashline copy'))).toMatchObject({ ok: true, value: { name: 'Hashline copy' } });
  });

  test('is not in a folder without one, nor where it was never finished, nor where nothing is', async () => {
    const wrong = { ok: false, error: 'no-copy' };
    expect(await pick(folder)).toEqual(wrong);
    expect(await pick(await makeCopy('{'))).toEqual(wrong);
    expect(await pick(join(folder, 'gone'))).toEqual(wrong);
  });
});
