import { mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';

/**
 * Checking spelling without asking anybody. On macOS the system does it. Elsewhere Electron has Chromium's checker, which fetches
 * its dictionaries from its maker's host and knows no other way; so it is only switched on for languages whose dictionary, in its
 * own format (.bdic), is on this computer already: beside the data, or from the system's packages.
 */
export interface Spelling {
  readonly by: 'system' | 'dictionaries' | 'nobody';
  readonly available: readonly string[];
  /** Takes effect at once in the pages of the session. */
  apply(choice: { readonly isOn: boolean; readonly languages: readonly string[] }): void;
}

/** Where Linux systems put dictionaries in this format (Debian's hunspell packages, Qt's web engine). */
export const DICTIONARY_FOLDERS = [
  '/usr/share/hunspell-bdic',
  '/usr/share/qt6/qtwebengine_dictionaries',
  '/usr/share/qt5/qtwebengine_dictionaries',
];

/** The file name carries a version that differs by language and by Chromium; under a name it does not know a file is not seen. */
const FILE_VERSIONS = ['1-0', '3-0', '4-0', '5-0', '8-0', '9-0', '10-1'];

/** Chromium forbids itself this port, so that nothing leaves this computer even if it wanted a file that is not there. */
export const NO_DOWNLOAD_ADDRESS = 'http://127.0.0.1:9/';

const FILE_NAME = /^([a-z]{2,3})(?:[_-]([A-Z]{2}))?(?:-\d+-\d+)?\.bdic$/;

/** Languages with a dictionary, and the file of each. */
export function findDictionaries(folders: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const name of filesIn(folder)) {
      const parts = FILE_NAME.exec(name);
      if (parts === null) continue;
      const language = parts[2] === undefined ? (parts[1] ?? '') : `${parts[1]}-${parts[2]}`;
      if (!found.has(language)) found.set(language, join(folder, name));
    }
  }
  return found;
}

/** Lays the dictionaries where Chromium looks for them, under each name it may look for. */
export function layDictionaries(found: ReadonlyMap<string, string>, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [language, file] of found) {
    for (const version of FILE_VERSIONS) {
      const link = join(folder, `${language}-${version}.bdic`);
      if (link === file || linkOf(link) === file) continue;
      rmSync(link, { force: true });
      symlinkSync(file, link);
    }
  }
}

export interface SpellingParts {
  readonly platform: NodeJS.Platform;
  readonly session: Pick<
    Session,
    | 'availableSpellCheckerLanguages'
    | 'setSpellCheckerLanguages'
    | 'setSpellCheckerEnabled'
    | 'setSpellCheckerDictionaryDownloadURL'
  >;
  /** Electron's own folder below the data folder. */
  readonly folder: string;
  readonly warn: (line: string) => void;
}

export function openSpelling({ platform, session, folder, warn }: SpellingParts): Spelling {
  if (platform === 'darwin') {
    return { by: 'system', available: [], apply: ({ isOn }) => session.setSpellCheckerEnabled(isOn) };
  }
  session.setSpellCheckerDictionaryDownloadURL(NO_DOWNLOAD_ADDRESS);
  session.setSpellCheckerEnabled(false);
  const dictionaries = platform === 'linux' ? findDictionaries(DICTIONARY_FOLDERS) : new Map<string, string>();
  try {
    if (dictionaries.size > 0) layDictionaries(dictionaries, join(folder, 'Dictionaries'));
  } catch {
    warn('spelling: the dictionaries could not be laid out');
    return { by: 'nobody', available: [], apply: () => undefined };
  }
  const known = new Set(session.availableSpellCheckerLanguages);
  const available = [...dictionaries.keys()].filter((language) => known.has(language)).sort();
  return {
    by: available.length === 0 ? 'nobody' : 'dictionaries',
    available,
    apply: ({ isOn, languages }) => {
      const used = languages.filter((language) => available.includes(language));
      // Setting none would make Chromium choose, and fetch.
      if (used.length > 0) session.setSpellCheckerLanguages(used);
      session.setSpellCheckerEnabled(isOn && used.length > 0);
    },
  };
}

/** The person's languages, as the system names them, that can be checked here; by exact name, else by language. */
export function usualLanguages(wanted: readonly string[], available: readonly string[]): readonly string[] {
  const found = wanted.map(
    (tag) => available.find((each) => each === tag) ?? available.find((each) => baseOf(each) === baseOf(tag)),
  );
  return [...new Set(found.filter((language) => language !== undefined))];
}

const baseOf = (tag: string): string => tag.split('-')[0] ?? tag;

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // most systems have none of these folders
  }
}

function linkOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
