import type { GroupNote } from '../views/message-views.ts';

/** What an exported page says in our words, in the language of whoever exports. */
export interface PageWords {
  /** BCP 47, for the page and its dates. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Its text is put into the page as text: no mark in it is one. */
  readonly say: (key: PageWord) => string;
  readonly written: (date: string) => string;
  readonly note: (note: GroupNote) => string;
}

export type PageWord = 'edited' | 'deleted' | 'newer-version' | 'missing';

const SENTENCES: Readonly<Record<PageWord, string>> = {
  edited: 'edited',
  deleted: 'Deleted',
  'newer-version': 'Sent from a newer version',
  missing: 'Not on this computer',
};

/** For those who bring no others: programs without a window. */
export const ENGLISH: PageWords = {
  language: 'en',
  direction: 'ltr',
  say: (key) => SENTENCES[key],
  written: (date) => `Written by Hashline on ${date}`,
  note: (note) => {
    const by = note.by === '' ? 'You' : note.by;
    const who = 'who' in note && note.who !== '' ? note.who : 'you';
    switch (note.what) {
      case 'created':
        return `${by} made this group.`;
      case 'joined':
        return `${by} joined.`;
      case 'left':
        return `${by} left.`;
      case 'picture':
        return `${by} changed the picture of the group.`;
      case 'title':
        return `${by} named the group “${note.title}”.`;
      case 'added':
        return `${by} invited ${who}.`;
      case 'removed':
        return `${by} removed ${who}.`;
      case 'made-admin':
        return `${by} made ${who} an admin.`;
      case 'wished-admin':
        return `${by} proposed ${who} as an admin.`;
      case 'unwished-admin':
        return `${by} no longer proposes ${who} as an admin.`;
      case 'made-member':
        return `${by} took the admin’s role from ${who}.`;
    }
  },
};
