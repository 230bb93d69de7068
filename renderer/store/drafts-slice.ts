import type { StateCreator } from 'zustand';
import type { ConversationId, Input, MessageId, Output, ReplyView } from '../../electron/bridge/contract.ts';
import type { MessageKey } from '../i18n.tsx';
import type { AppState } from './app-store.ts';

export type StagedPhoto = Output<'stagePhoto'>;

export type PhotoSize = Input<'sendAlbum'>['size'];

interface InTray {
  /** The page's own, never used again. */
  readonly fileId: number;
  /** When it was taken, or written if that is not known; by the clock of this computer. */
  readonly atMs: number;
}

/** One picture or film in the tray, from the moment it was chosen. */
export type TrayItem = InTray &
  (
    | { readonly state: 'preparing'; readonly fileName: string }
    | { readonly state: 'ready'; readonly photo: StagedPhoto; readonly caption: string }
  );

/** A file that did not become a photo, and the sentence that says why. */
export interface FileProblem {
  readonly fileId: number;
  readonly fileName: string;
  readonly key: MessageKey;
  /** It can still be sent as a file, as it is. */
  readonly file?: File;
}

/** What the next text is about: an answer to a message, or a new wording of one's own. */
export type DraftAbout =
  | { readonly kind: 'reply'; readonly quoted: ReplyView }
  /** `kept`: what was being written before, and comes back. */
  | { readonly kind: 'edit'; readonly messageId: MessageId; readonly before: string; readonly kept: string };

/** What is being written in one chat. Its text outlives the program (keep-drafts.ts). */
export interface Draft {
  readonly text: string;
  readonly about: DraftAbout | null;
  /** It was begun in an earlier run and answers this message, which is fetched when the chat is opened. */
  readonly replyTo: MessageId | null;
  readonly tray: readonly TrayItem[];
  /** By hand: what comes later is put behind, not where its date would have it. */
  readonly isArranged: boolean;
  readonly size: PhotoSize;
  readonly problems: readonly FileProblem[];
}

export interface DraftsSlice {
  readonly draftsById: Readonly<Partial<Record<ConversationId, Draft>>>;
  /** Changes what is there by now: what waits is taken in first. */
  updateDraft(id: ConversationId, change: (draft: Draft) => Partial<Draft>): void;
  /** The field shows this text already; it may wait until the glyph is painted. Whoever acts upon the text takes it in before. */
  holdTyped(id: ConversationId, text: string): void;
  takeTyped(): void;
}

export const EMPTY_DRAFT: Draft = {
  text: '',
  about: null,
  replyTo: null,
  tray: [],
  isArranged: false,
  size: 'good',
  problems: [],
};

export const createDraftsSlice: StateCreator<AppState, [], [], DraftsSlice> = (set, get) => {
  let typed: { readonly id: ConversationId; readonly text: string } | undefined;
  return {
    draftsById: {},
    updateDraft: (id, change) => {
      get().takeTyped();
      set(({ draftsById }) => {
        const draft = draftsById[id] ?? EMPTY_DRAFT;
        return { draftsById: { ...draftsById, [id]: { ...draft, ...change(draft) } } };
      });
    },
    holdTyped: (id, text) => {
      if (typed !== undefined && typed.id !== id) get().takeTyped();
      typed = { id, text };
    },
    takeTyped: () => {
      const taken = typed;
      if (taken === undefined) return;
      typed = undefined;
      get().updateDraft(taken.id, () => ({ text: taken.text }));
    },
  };
};

export const selectDraft =
  (id: ConversationId) =>
  (state: AppState): Draft =>
    state.draftsById[id] ?? EMPTY_DRAFT;

/** What a row of the list says of it: only words, and not those of a message being changed. */
export const selectDraftText =
  (id: ConversationId) =>
  (state: AppState): string => {
    const draft = state.draftsById[id];
    return draft === undefined || draft.about?.kind === 'edit' ? '' : draft.text.trim();
  };
