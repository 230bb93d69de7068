import {
  type BrowserWindow,
  type ContextMenuParams,
  Menu,
  type MenuItemConstructorOptions,
  type Session,
} from 'electron';
import { SPELLING_SUGGESTIONS_MAX } from './limits.ts';
import type { Words } from './words.ts';

/** What the right mouse button may do in the page. */
export interface ContextActions {
  replaceWord(word: string): void;
  learnWord(word: string): void;
  copyPictureAt(x: number, y: number): void;
}

/** The right mouse button: spelling, cut, copy and paste where they can do something, and the picture under it. */
export function addContextMenu(window: BrowserWindow, session: Session, words: Words): void {
  const { webContents } = window;
  const actions: ContextActions = {
    replaceWord: (word) => webContents.replaceMisspelling(word),
    learnWord: (word) => session.addWordToSpellCheckerDictionary(word),
    copyPictureAt: (x, y) => webContents.copyImageAt(x, y),
  };
  webContents.on('context-menu', (_event, params) => {
    const items = contextItems(params, words, actions);
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}

export type ContextParams = Pick<
  ContextMenuParams,
  | 'isEditable'
  | 'editFlags'
  | 'selectionText'
  | 'misspelledWord'
  | 'dictionarySuggestions'
  | 'mediaType'
  | 'hasImageContents'
  | 'x'
  | 'y'
>;

export function contextItems(
  params: ContextParams,
  words: Words,
  actions: ContextActions,
): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText, mediaType, hasImageContents, x, y } = params;
  if (isEditable) {
    return [
      ...spellingItems(params, words, actions),
      { role: 'cut', label: words('menu.cut'), enabled: editFlags.canCut },
      { role: 'copy', label: words('menu.copy'), enabled: editFlags.canCopy },
      { role: 'paste', label: words('menu.paste'), enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: words('menu.selectAll'), enabled: editFlags.canSelectAll },
    ];
  }
  if (selectionText.trim() !== '') return [{ role: 'copy', label: words('menu.copy') }];
  if (mediaType === 'image' && hasImageContents) {
    return [{ label: words('context.copyPicture'), click: () => actions.copyPictureAt(x, y) }];
  }
  return [];
}

function spellingItems(
  { misspelledWord, dictionarySuggestions }: ContextParams,
  words: Words,
  actions: ContextActions,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  const suggestions = dictionarySuggestions.slice(0, SPELLING_SUGGESTIONS_MAX);
  return [
    ...suggestions.map((word) => ({ label: word, click: () => actions.replaceWord(word) })),
    ...(suggestions.length === 0 ? [{ label: words('context.noSuggestions'), enabled: false }] : []),
    { type: 'separator' },
    { label: words('context.learn'), click: () => actions.learnWord(misspelledWord) },
    { type: 'separator' },
  ];
}
