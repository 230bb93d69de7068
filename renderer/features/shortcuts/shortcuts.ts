import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectArchivedIds, selectConversationIds } from '../../store/conversations-slice.ts';
import { focusRow } from '../conversation-list/row-id.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { closeSearch, openSearch } from '../search/open-search.ts';

const { getState } = useAppStore;

export interface Shortcut {
  /** As in "Mod+Shift+F"; Mod is the command key on a Mac and Ctrl elsewhere. The first one is shown. */
  readonly keys: readonly string[];
  readonly labelKey: MessageKey;
  /** Absent: the place itself takes the key. */
  readonly run?: () => void;
}

export type BoundShortcut = Shortcut & { readonly run: () => void };

export interface ShortcutGroup {
  readonly titleKey: MessageKey;
  readonly shortcuts: readonly Shortcut[];
}

/** Every key that means something, as the list of shortcuts shows them (Ctrl+/) and as the window binds them. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    titleKey: 'shortcuts.find',
    shortcuts: [
      { keys: ['Mod+K'], labelKey: 'shortcuts.switcher', run: () => getState().showOverlay('switcher') },
      { keys: ['Mod+F'], labelKey: 'shortcuts.searchHere', run: () => openSearch(openId()) },
      { keys: ['Mod+Shift+F'], labelKey: 'shortcuts.search', run: () => openSearch(null) },
      { keys: ['Mod+/', 'Mod+Shift+/'], labelKey: 'shortcuts.list', run: () => getState().showOverlay('shortcuts') },
    ],
  },
  {
    titleKey: 'shortcuts.chats',
    shortcuts: [
      { keys: ['Alt+ArrowDown'], labelKey: 'shortcuts.nextChat', run: () => goBy(1) },
      { keys: ['Alt+ArrowUp'], labelKey: 'shortcuts.previousChat', run: () => goBy(-1) },
      { keys: ['Mod+N'], labelKey: 'shortcuts.add', run: () => getState().showAdd() },
      { keys: ['Mod+Shift+N'], labelKey: 'shortcuts.newGroup', run: () => getState().showNewGroup() },
      { keys: ['Shift+F10'], labelKey: 'shortcuts.rowMenu' },
      { keys: ['Escape'], labelKey: 'shortcuts.escape', run: stepOut },
    ],
  },
  {
    titleKey: 'shortcuts.messages',
    shortcuts: [
      { keys: ['ArrowUp'], labelKey: 'shortcuts.messageUp' },
      { keys: ['Enter'], labelKey: 'shortcuts.messageMenu' },
    ],
  },
  {
    titleKey: 'shortcuts.writing',
    shortcuts: [
      { keys: ['Enter'], labelKey: 'shortcuts.send' },
      { keys: ['Shift+Enter'], labelKey: 'shortcuts.newLine' },
      { keys: ['ArrowUp'], labelKey: 'shortcuts.editLast' },
    ],
  },
];

export const BOUND_SHORTCUTS = SHORTCUT_GROUPS.flatMap(({ shortcuts }) => shortcuts).filter(
  (shortcut): shortcut is BoundShortcut => shortcut.run !== undefined,
);

function openId() {
  const { pane } = getState();
  return pane.name === 'conversation' ? pane.id : null;
}

/** The chat so many rows further, as the list shows them; from nowhere, the first or the last. */
function goBy(step: 1 | -1): void {
  const state = getState();
  const ids = state.folder === 'archived' ? selectArchivedIds(state) : selectConversationIds(state);
  const open = openId();
  const index = open === null ? -1 : ids.indexOf(open);
  const next = index < 0 ? ids.at(step === 1 ? 0 : -1) : ids[index + step];
  if (next !== undefined) state.showConversation(next);
}

/** One step out of where one is: the column beside the chat, the search, the folder; then writing goes on. */
function stepOut(): void {
  const { details, showDetails, search, folder, showFolder, pane, closePane } = getState();
  const open = openId();
  if (details !== null) showDetails(null);
  else if (search !== null) closeSearch();
  else if (open !== null) focusComposer();
  else if (pane.name !== 'welcome') closePane();
  else if (folder === 'archived') {
    showFolder('chats');
    const [first] = selectConversationIds(getState());
    if (first !== undefined) focusRow(first);
  }
}
