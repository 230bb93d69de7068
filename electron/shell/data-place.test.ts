import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDataPlace } from './data-place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashline-place-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

test('makes the data folder with Electron’s and the log’s in it, for its owner alone', () => {
  const place = prepareDataPlace(join(folder, 'deep', 'data'));
  expect(place.electronFolder).toBe(join(folder, 'deep', 'data', 'electron'));
  for (const made of [place.dataFolder, place.electronFolder, place.logFolder ?? '']) {
    expect(statSync(made).mode & 0o777).toBe(0o700);
  }
  place.release();
  expect(existsSync(place.electronFolder)).toBe(true);
});

test('gives Electron a folder for this run where the data folder can’t be made, and removes it', () => {
  writeFileSync(join(folder, 'file'), '');
  const place = prepareDataPlace(join(folder, 'file', 'data'));
  expect(place.dataFolder).toBe(join(folder, 'file', 'data'));
  expect(place.logFolder).toBeUndefined();
  expect(existsSync(place.electronFolder)).toBe(true);
  place.release();
  expect(existsSync(place.electronFolder)).toBe(false);
});
