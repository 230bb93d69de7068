import type { StateCreator } from 'zustand';
import type { ConversationId, MessageId, NoticeView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';
import { pagesAfterLeaving } from './messages-slice.ts';

export type SettingsSection =
  | 'profile'
  | 'look'
  | 'notifications'
  | 'computer'
  | 'privacy'
  | 'network'
  | 'storage'
  | 'backup'
  | 'language'
  | 'about';

/** A place in a section that is opened with it. */
export type SettingsPlace = 'passphrase';

/** What the right side shows. `welcome` is where nothing was chosen yet: in a narrow window, the list. */
export type Pane =
  | { readonly name: 'welcome' }
  | { readonly name: 'add' }
  | { readonly name: 'new-group' }
  | { readonly name: 'requests' }
  | { readonly name: 'settings'; readonly section: SettingsSection; readonly at?: SettingsPlace | undefined }
  | { readonly name: 'conversation'; readonly id: ConversationId };

/** The column beside a chat: who it is with, or what was sent in it. */
export type Details = 'about' | 'media';

/** What belongs to the window alone. */
export interface ViewSlice {
  readonly pane: Pane;
  /** The chat that was open last: whoever closes another screen is back in it. */
  readonly lastChat: ConversationId | null;
  /** Open beside the chat; gone with it. */
  readonly details: Details | null;
  /** Whose check is open: who they are, in three ways. */
  readonly verifying: string | null;
  /** An address in a text that was clicked: where it leads is shown before it is opened. */
  readonly openingLink: string | null;
  readonly isWindowFocused: boolean;
  /** First message under "new messages" in the open chat; null without any, undefined until that is known. */
  readonly unreadMark: MessageId | null | undefined;
  /** Notes put away for as long as the program runs. */
  readonly hiddenNotices: readonly NoticeView['name'][];
  /** What stands in the paste field; also filled by a drop, a paste elsewhere or a link opened from outside. */
  readonly inviteText: string;
  showWelcome(): void;
  showAdd(inviteText?: string): void;
  showNewGroup(): void;
  showRequests(): void;
  showSettings(section?: SettingsSection, at?: SettingsPlace): void;
  showConversation(id: ConversationId): void;
  /** Closes a screen that is no chat: back to the last chat, if it is still there. */
  closePane(): void;
  /** Opens the chat where this message stands. */
  showMessage(id: ConversationId, messageId: MessageId): void;
  showDetails(details: Details | null): void;
  showVerify(person: string | null): void;
  showLink(url: string | null): void;
  setWindowFocused(isFocused: boolean): void;
  setUnreadMark(id: MessageId | null): void;
  setInviteText(text: string): void;
  hideNotice(name: NoticeView['name']): void;
}

export const createViewSlice: StateCreator<AppState, [], [], ViewSlice> = (set, get) => {
  /** Leaving a chat forgets its "new messages" line and what was loaded far up. */
  const show = (pane: Pane) => {
    const { pane: left, pagesById, lastChat } = get();
    const kept = left.name === 'conversation' ? pagesAfterLeaving(pagesById, left.id) : pagesById;
    set({
      pane,
      lastChat: pane.name === 'conversation' ? pane.id : lastChat,
      pagesById: kept,
      details: null,
      verifying: null,
      openingLink: null,
      unreadMark: undefined,
      jump: null,
    });
  };

  return {
    pane: { name: 'welcome' },
    lastChat: null,
    details: null,
    verifying: null,
    openingLink: null,
    isWindowFocused: true,
    unreadMark: undefined,
    hiddenNotices: [],
    inviteText: '',
    showWelcome: () => show({ name: 'welcome' }),
    showAdd: (inviteText = '') => {
      show({ name: 'add' });
      set({ inviteText });
    },
    showSettings: (section = 'profile', at) => show({ name: 'settings', section, at }),
    showNewGroup: () => show({ name: 'new-group' }),
    showRequests: () => show({ name: 'requests' }),
    showConversation: (id) => {
      if (!isOpen(get(), id)) show({ name: 'conversation', id });
    },
    closePane: () => {
      const { lastChat, conversationsById } = get();
      const isThere = lastChat !== null && conversationsById[lastChat] !== undefined;
      show(isThere ? { name: 'conversation', id: lastChat } : { name: 'welcome' });
    },
    showMessage: (id, messageId) => {
      if (!isOpen(get(), id)) show({ name: 'conversation', id });
      set({ jump: { conversationId: id, messageId } });
    },
    showDetails: (details) => set({ details }),
    showVerify: (verifying) => set({ verifying }),
    showLink: (openingLink) => set({ openingLink }),
    setWindowFocused: (isWindowFocused) =>
      set((state) => ({ isWindowFocused, unreadMark: isWindowFocused ? state.unreadMark : markAfterBlur(state) })),
    setUnreadMark: (unreadMark) => set({ unreadMark }),
    setInviteText: (inviteText) => set({ inviteText }),
    hideNotice: (name) => set((state) => ({ hiddenNotices: [...state.hiddenNotices, name] })),
  };
};

const isOpen = ({ pane }: AppState, id: ConversationId): boolean => pane.name === 'conversation' && pane.id === id;

/** Whoever leaves the window having read everything finds the line again at what comes next. */
function markAfterBlur({ pane, conversationsById, unreadMark }: AppState): AppState['unreadMark'] {
  if (pane.name !== 'conversation' || unreadMark === undefined) return unreadMark;
  return conversationsById[pane.id]?.unreadCount === 0 ? null : unreadMark;
}

export const selectPane = (state: AppState): Pane => state.pane;
export const selectDetails = (state: AppState): Details | null => state.details;
