import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findDictionaries, layDictionaries, NO_DOWNLOAD_ADDRESS, openSpelling, usualLanguages } from './spelling.ts';

const folder = mkdtempSync(join(tmpdir(), 'hashline-spelling-'));
const system = join(folder, 'system');
mkdirSync(system);
for (const name of ['de_DE.bdic', 'en-US-10-1.bdic', 'fr.bdic', 'readme.txt', '../x.bdic'.replace('/', '')])
  writeFileSync(join(system, name), name);

function fakeSession() {
  const did: string[] = [];
  return {
    did,
    session: {
      availableSpellCheckerLanguages: ['de-DE', 'en-US', 'fr'],
      setSpellCheckerLanguages: (languages: string[]) => void did.push(`languages ${languages.join()}`),
      setSpellCheckerEnabled: (isOn: boolean) => void did.push(`enabled ${isOn}`),
      setSpellCheckerDictionaryDownloadURL: (url: string) => void did.push(url),
    },
  };
}

test('dictionaries are found by the names their packages give them', () => {
  const found = findDictionaries([join(folder, 'missing'), system]);
  expect([...found.keys()].sort()).toEqual(['de-DE', 'en-US', 'fr']);
});

test('they are laid under each name that Chromium may look for, and again without harm', () => {
  const target = join(folder, 'laid');
  const found = findDictionaries([system]);
  layDictionaries(found, target);
  layDictionaries(found, target);
  expect(readlinkSync(join(target, 'de-DE-3-0.bdic'))).toBe(join(system, 'de_DE.bdic'));
  expect(readFileSync(join(target, 'en-US-10-1.bdic'), 'utf8')).toBe('en-US-10-1.bdic');
});

test('where there is no dictionary the checker stays off, and can’t fetch one', () => {
  const { session, did } = fakeSession();
  const spelling = openSpelling({ platform: 'win32', session, folder, warn: () => undefined });
  spelling.apply({ isOn: true, languages: ['en-US'] });
  expect(spelling.by).toBe('nobody');
  expect(did).toEqual([NO_DOWNLOAD_ADDRESS, 'enabled false', 'enabled false']);
  expect(new URL(NO_DOWNLOAD_ADDRESS).port).toBe('9'); // among Chromium's forbidden ports
});

test('on macOS the system checks', () => {
  const { session, did } = fakeSession();
  const spelling = openSpelling({ platform: 'darwin', session, folder, warn: () => undefined });
  spelling.apply({ isOn: true, languages: [] });
  expect([spelling.by, did]).toEqual(['system', ['enabled true']]);
});

test('the person’s languages are those of the system that can be checked', () => {
  expect(usualLanguages(['de-AT', 'en-US', 'xx'], ['de-DE', 'en-GB', 'en-US'])).toEqual(['de-DE', 'en-US']);
  expect(usualLanguages([], ['de-DE'])).toEqual([]);
});
