import type { GroupNote, PageWords } from '../messenger/index.ts';
import type { ShellLocale } from './locale.ts';
import type { ShellWord, Words } from './words.ts';

const NOTES = {
  created: 'export.created',
  joined: 'export.joined',
  left: 'export.left',
  picture: 'export.picture',
  title: 'export.title',
  added: 'export.added',
  removed: 'export.removed',
  'made-admin': 'export.madeAdmin',
  'made-member': 'export.madeMember',
  'wished-admin': 'export.wishedAdmin',
  'unwished-admin': 'export.unwishedAdmin',
} as const satisfies Record<GroupNote['what'], ShellWord>;

const SENTENCES = {
  edited: 'export.edited',
  deleted: 'export.deleted',
  'newer-version': 'export.newerVersion',
  missing: 'export.missing',
} as const satisfies Record<Parameters<PageWords['say']>[0], ShellWord>;

/** A name that is written the other way must not turn the sentence around. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** What an exported page says, in the language of the moment. */
export function exportWords(words: Words, locale: ShellLocale): PageWords {
  return {
    language: locale === 'ar' ? 'ar-u-nu-latn' : locale,
    direction: locale === 'ar' ? 'rtl' : 'ltr',
    say: (key) => words(SENTENCES[key]),
    written: (date) => words('export.written', { date }),
    note: (note) => {
      const who = 'who' in note ? note.who : '';
      const title = 'title' in note ? note.title : '';
      return words(NOTES[note.what], {
        ...{ by: isolated(note.by), byMe: note.by === '' ? 'yes' : 'no' },
        ...{ who: isolated(who), whoMe: who === '' ? 'yes' : 'no', title: isolated(title) },
      });
    },
  };
}
