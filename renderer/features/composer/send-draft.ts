import type { ConversationId, MessageView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { MESSAGE_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { type Draft, type DraftAbout, type PhotoSize, selectDraft, type TrayItem } from '../../store/drafts-slice.ts';
import { loadNewest } from '../conversation/load-messages.ts';
import { dropAbout } from '../messages/draft-about.ts';
import { MESSAGE_PROBLEM_KEYS } from '../messages/message-actions.ts';

/** What to tell the person, for every way sending can fail. Leave one out and this does not compile. */
const PROBLEM_KEYS = {
  ...MESSAGE_PROBLEM_KEYS,
  'unknown-photo': 'tray.lost',
  'photo-changed': 'tray.changed',
  'captions-too-long': 'tray.captionsTooLong',
} as const satisfies Record<Problem<'sendText'> | Problem<'sendAlbum'> | Problem<'reply'>, MessageKey>;

type ReadyItem = Extract<TrayItem, { state: 'ready' }>;

const isReady = (item: TrayItem): item is ReadyItem => item.state === 'ready';

/** Nothing is sent while a photo is still being prepared: it would be left behind. */
export function canSend({ text, tray, about }: Draft): boolean {
  if (text.length > MESSAGE_CHARS_MAX) return false;
  if (about?.kind === 'edit') return text.trim() !== '';
  if (!tray.every(isReady)) return false;
  return tray.length > 0 || text.trim() !== '';
}

/** Sends the photos, then the text. What could not be sent is back in the composer, with the reason said. */
export async function sendDraft(conversationId: ConversationId): Promise<void> {
  useAppStore.getState().takeTyped();
  const draft = selectDraft(conversationId)(useAppStore.getState());
  if (!canSend(draft)) return;
  if (draft.about?.kind === 'edit') return saveEdit(conversationId, draft.about, draft.text.trim());
  const ready = draft.tray.filter(isReady);
  take(conversationId, ready);
  if (ready.length > 0 && !(await sendAlbum(conversationId, ready, draft.size))) {
    giveBack(conversationId, draft, ready);
  } else if (draft.text.trim() !== '' && !(await sendText(conversationId, draft))) {
    giveBack(conversationId, draft, []);
  }
}

/** A wording that did not change is none. What can't be saved stays in the composer. */
async function saveEdit(
  conversationId: ConversationId,
  { messageId, before }: Extract<DraftAbout, { kind: 'edit' }>,
  text: string,
): Promise<void> {
  const isChanged = text !== before;
  const answer = isChanged ? await bridge.editMessage({ conversationId, messageId, text }) : undefined;
  if (answer?.ok === false) {
    tell(PROBLEM_KEYS[answer.error]);
    return;
  }
  if (answer !== undefined) useAppStore.getState().applyMessagesChanged(conversationId, [answer.value.message]);
  const { about } = selectDraft(conversationId)(useAppStore.getState());
  if (about?.kind === 'edit' && about.messageId === messageId) dropAbout(conversationId);
}

function take(id: ConversationId, sent: readonly ReadyItem[]): void {
  const { updateDraft, setUnreadMark } = useAppStore.getState();
  updateDraft(id, ({ tray }) => ({
    text: '',
    about: null,
    replyTo: null,
    problems: [],
    isArranged: false,
    tray: tray.filter((item) => !sent.includes(item as ReadyItem)),
  }));
  setUnreadMark(null); // whoever answers has read
}

function giveBack(id: ConversationId, { text, about }: Draft, photos: readonly ReadyItem[]): void {
  const { updateDraft } = useAppStore.getState();
  updateDraft(id, (now) => ({
    text: now.text === '' ? text : `${text}\n${now.text}`, // written meanwhile
    about: now.about ?? about,
    tray: [...photos, ...now.tray],
  }));
}

async function sendText(conversationId: ConversationId, { text: written, about }: Draft): Promise<boolean> {
  const text = written.trim();
  const answer =
    about?.kind === 'reply'
      ? await bridge.reply({ conversationId, messageId: about.quoted.id, text })
      : await bridge.sendText({ conversationId, text });
  if (answer.ok) showSent(answer.value.message);
  else tell(PROBLEM_KEYS[answer.error]);
  return answer.ok;
}

async function sendAlbum(
  conversationId: ConversationId,
  photos: readonly ReadyItem[],
  size: PhotoSize,
): Promise<boolean> {
  const items = photos.map(({ photo, caption }) => {
    const words = caption.trim();
    return words === '' ? { stagedId: photo.stagedId } : { stagedId: photo.stagedId, caption: words };
  });
  const answer = await bridge.sendAlbum({ conversationId, items, size });
  if (answer.ok) showSent(answer.value.message);
  else tell(PROBLEM_KEYS[answer.error]);
  return answer.ok;
}

/** It is in sight, also for whoever was reading far up. */
function showSent(message: MessageView): void {
  const { applyMessagesChanged, pagesById } = useAppStore.getState();
  applyMessagesChanged(message.conversationId, [message]);
  if (pagesById[message.conversationId]?.hasNewer === true) void loadNewest(message.conversationId);
}
