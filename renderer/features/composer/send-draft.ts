import type { ConversationId, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { MESSAGE_CHARS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { type Draft, selectDraft, type TrayItem } from '../../store/drafts-slice.ts';

/** What to tell the person, for every way sending can fail. Leave one out and this does not compile. */
const PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  'not-a-member': 'composer.notMember',
  'bad-text': 'composer.badText',
  'disk-full': 'composer.diskFull',
  'unknown-photo': 'tray.lost',
  'captions-too-long': 'tray.captionsTooLong',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'sendText'> | Problem<'sendAlbum'>, MessageKey>;

type ReadyItem = Extract<TrayItem, { state: 'ready' }>;

const isReady = (item: TrayItem): item is ReadyItem => item.state === 'ready';

/** Nothing is sent while a photo is still being prepared: it would be left behind. */
export function canSend({ text, tray }: Draft): boolean {
  if (text.length > MESSAGE_CHARS_MAX || !tray.every(isReady)) return false;
  return tray.length > 0 || text.trim() !== '';
}

/** Sends the photos, then the text. What could not be sent is back in the composer, with the reason said. */
export async function sendDraft(conversationId: ConversationId): Promise<void> {
  const draft = selectDraft(conversationId)(useAppStore.getState());
  if (!canSend(draft)) return;
  const ready = draft.tray.filter(isReady);
  take(conversationId, ready);
  if (ready.length > 0 && !(await sendAlbum(conversationId, ready))) {
    giveBack(conversationId, draft.text, ready);
  } else if (draft.text.trim() !== '' && !(await sendText(conversationId, draft.text.trim()))) {
    giveBack(conversationId, draft.text, []);
  }
}

function take(id: ConversationId, sent: readonly ReadyItem[]): void {
  const { updateDraft, setUnreadMark } = useAppStore.getState();
  updateDraft(id, ({ tray }) => ({
    text: '',
    problems: [],
    tray: tray.filter((item) => !sent.includes(item as ReadyItem)),
  }));
  setUnreadMark(null); // whoever answers has read
}

function giveBack(id: ConversationId, text: string, photos: readonly ReadyItem[]): void {
  const { updateDraft } = useAppStore.getState();
  updateDraft(id, (now) => ({
    text: now.text === '' ? text : `${text}\n${now.text}`, // written meanwhile
    tray: [...photos, ...now.tray],
  }));
}

async function sendText(conversationId: ConversationId, text: string): Promise<boolean> {
  const answer = await bridge.sendText({ conversationId, text });
  if (answer.ok) useAppStore.getState().applyMessagesChanged(conversationId, [answer.value.message]);
  else tell(PROBLEM_KEYS[answer.error]);
  return answer.ok;
}

async function sendAlbum(conversationId: ConversationId, photos: readonly ReadyItem[]): Promise<boolean> {
  const items = photos.map(({ photo, caption }) => {
    const words = caption.trim();
    return words === '' ? { stagedId: photo.stagedId } : { stagedId: photo.stagedId, caption: words };
  });
  const answer = await bridge.sendAlbum({ conversationId, items });
  if (answer.ok) useAppStore.getState().applyMessagesChanged(conversationId, [answer.value.message]);
  else tell(PROBLEM_KEYS[answer.error]);
  return answer.ok;
}
