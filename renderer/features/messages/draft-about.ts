import type { ConversationId, MessageView, ReplyView } from '../../../electron/bridge/contract.ts';
import { useAppStore } from '../../store/app-store.ts';

const { getState } = useAppStore;

/** The composer's field: where writing goes on after a choice in a menu. */
export const COMPOSER_FIELD_ID = 'composer-field';

/** Letters of a quote above the composer: one line of it. */
const EXCERPT_CHARS_MAX = 160;

/** The next text answers this message. */
export function startReply(message: MessageView): void {
  stopEdit(message.conversationId);
  getState().updateDraft(message.conversationId, () => ({
    about: { kind: 'reply', quoted: quoteOf(message) },
    replyTo: null,
  }));
}

/** The composer takes the text of one's own message, to be given a new wording. What stood there is kept. */
export function startEdit(message: MessageView): void {
  const { content, conversationId, id } = message;
  if (content.kind !== 'text') return;
  stopEdit(conversationId);
  getState().updateDraft(conversationId, ({ text }) => ({
    text: content.text,
    about: { kind: 'edit', messageId: id, before: content.text, kept: text },
  }));
}

/** Back to a text of its own. */
export function dropAbout(id: ConversationId): void {
  stopEdit(id);
  getState().updateDraft(id, () => ({ about: null, replyTo: null }));
}

function stopEdit(id: ConversationId): void {
  getState().updateDraft(id, ({ about }) => (about?.kind === 'edit' ? { text: about.kept, about: null } : {}));
}

/** What a reply to this message shows of it; the messenger says the same once it is sent. */
export function quoteOf({ id, isMine, author, content }: MessageView): ReplyView {
  const who = { id, isMine, ...(author !== undefined && { author }) };
  if (content.kind === 'text') return { ...who, kind: 'text', excerpt: content.text.slice(0, EXCERPT_CHARS_MAX) };
  if (content.kind !== 'album') return { ...who, kind: content.kind === 'gone' ? 'gone' : 'other', excerpt: '' };
  const caption = content.photos.find((photo) => photo.caption !== undefined)?.caption ?? '';
  return { ...who, kind: 'album', excerpt: caption.slice(0, EXCERPT_CHARS_MAX) };
}
