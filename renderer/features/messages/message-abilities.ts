import type { ConversationView, MessageView, TransferView } from '../../../electron/bridge/contract.ts';

/** What the person here can do with one message now. */
export interface MessageAbilities {
  readonly canReply: boolean;
  readonly canReact: boolean;
  readonly canEdit: boolean;
  readonly canDeleteForAll: boolean;
  /** Undefined where there are no words. */
  readonly copyText: string | undefined;
  readonly hasHistory: boolean;
  readonly canForward: boolean;
  /** What of it can be saved as files; empty if nothing is here. */
  readonly saveKeys: readonly string[];
}

/** What somebody said or sent, as far as this version knows it. */
const THERE: readonly MessageView['content']['kind'][] = ['text', 'album', 'file', 'voice'];

/** Pure, so that a menu never offers what the messenger would refuse. */
export function abilitiesOf(message: MessageView, { group }: Pick<ConversationView, 'group'>): MessageAbilities {
  const { content, mayChange, editedAtMs } = message;
  const mayWrite = group === undefined || group.state === 'member';
  const isThere = THERE.includes(content.kind);
  return {
    canReply: mayWrite && isThere,
    canReact: mayWrite && isThere,
    canEdit: mayWrite && mayChange && content.kind === 'text',
    canDeleteForAll: mayWrite && isThere && (mayChange || group?.isAdmin === true),
    copyText: wordsOf(content),
    hasHistory: content.kind === 'text' && editedAtMs !== undefined,
    canForward: content.kind === 'text' || (isThere && transfersOf(content).every(({ state }) => state === 'here')),
    saveKeys: savableKeys(content),
  };
}

function transfersOf(content: MessageView['content']): readonly TransferView[] {
  if (content.kind === 'album') return content.photos.map(({ transfer }) => transfer);
  if (content.kind === 'file') return [content.file.transfer];
  return content.kind === 'voice' ? [content.voice.transfer] : [];
}

function savableKeys(content: MessageView['content']): readonly string[] {
  if (content.kind === 'album') return content.photos.flatMap(({ key, isWhole }) => (isWhole ? [key] : []));
  if (content.kind === 'file') return content.file.transfer.state === 'here' ? [content.file.key] : [];
  return content.kind === 'voice' && content.voice.transfer.state === 'here' ? [content.voice.key] : [];
}

/** Words about a group are nobody's message. */
export const isNote = ({ content }: MessageView): boolean => content.kind === 'group';

function wordsOf(content: MessageView['content']): string | undefined {
  if (content.kind === 'text') return content.text;
  if (content.kind !== 'album') return undefined;
  const captions = content.photos.flatMap(({ caption }) => caption ?? []);
  return captions.length === 0 ? undefined : captions.join('\n');
}

/** The message that arrow-up in an empty composer takes up again. */
export function lastEditable(
  messages: readonly MessageView[],
  conversation: Pick<ConversationView, 'group'>,
): MessageView | undefined {
  return messages.findLast((message) => abilitiesOf(message, conversation).canEdit);
}
