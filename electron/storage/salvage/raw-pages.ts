import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CIPHER_PAGE_BYTES, CIPHER_SALT_BYTES } from '../constants.ts';
import { readSalt } from './salt-file.ts';
import { type WalFrame, walFrames } from './wal-frames.ts';

/** The bytes of a database file and of the log beside it, by page. */
export interface RawPages {
  readonly count: number;
  /** Every version there is of a page, the newest first. */
  versions(page: number): readonly Buffer[];
  close(): void;
}

export function openRawPages(file: string): RawPages {
  const database = openSync(file, 'r');
  const frames = walFrames(`${file}-wal`);
  const byPage = new Map<number, WalFrame[]>();
  for (const frame of frames.list) byPage.set(frame.page, [frame, ...(byPage.get(frame.page) ?? [])]);
  const inFile = Math.ceil(fstatSync(database).size / CIPHER_PAGE_BYTES);
  return {
    count: frames.list.reduce((most, { page }) => Math.max(most, page), inFile),
    versions(page) {
      const logged = (byPage.get(page) ?? []).map(({ at }) => frames.read(at));
      return [...logged, pageAt(database, page)].filter((bytes) => bytes !== undefined);
    },
    close() {
      closeSync(database);
      frames.close();
    },
  };
}

function pageAt(database: number, page: number): Buffer | undefined {
  const bytes = Buffer.alloc(CIPHER_PAGE_BYTES);
  const got = readSync(database, bytes, 0, bytes.length, (page - 1) * CIPHER_PAGE_BYTES);
  return got === bytes.length ? bytes : undefined; // cut off, or past the end
}

/** What the salt may be: as the first page has it, in each of its versions, and as it was noted while all was well. */
export function saltsOf(raw: RawPages, file: string): readonly Uint8Array[] {
  const noted = readSalt(file);
  const found = raw.versions(1).map((page) => page.subarray(0, CIPHER_SALT_BYTES));
  return noted === undefined ? found : [noted, ...found];
}
