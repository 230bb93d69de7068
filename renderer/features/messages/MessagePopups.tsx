import type { ConversationView, MessageView } from '../../../electron/bridge/contract.ts';
import { ForwardDialog } from '../forward/ForwardDialog.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { EditHistory } from './EditHistory.tsx';
import { EmojiDialog } from './EmojiDialog.tsx';
import { MessageDetails } from './MessageDetails.tsx';
import { MessageMenu } from './MessageMenu.tsx';
import { abilitiesOf } from './message-abilities.ts';
import type { MessagePopup, OpenPopup } from './message-popup.ts';

interface MessagePopupsProps {
  readonly popup: MessagePopup | null;
  readonly conversation: ConversationView;
  readonly messages: readonly MessageView[];
  readonly onOpen: OpenPopup;
  readonly onClose: () => void;
}

/** The one menu or dialog of the chat. A message that goes away takes it along. */
export function MessagePopups({ popup, conversation, messages, onOpen, onClose }: MessagePopupsProps) {
  const message = popup === null ? undefined : messages.find(({ id }) => id === popup.messageId);
  if (popup === null || message === undefined) return null;
  switch (popup.kind) {
    case 'emoji':
      return <EmojiDialog message={message} onClose={onClose} />;
    case 'history':
      return <EditHistory message={message} onClose={onClose} />;
    case 'details':
      return <MessageDetails message={message} conversation={conversation} onClose={onClose} />;
    case 'forward':
      return <ForwardDialog message={message} onClose={onClose} />;
    case 'delete':
      return <DeleteDialog message={message} onClose={onClose} />;
    default: {
      const abilities = abilitiesOf(message, conversation);
      return <MessageMenu popup={popup} message={message} abilities={abilities} onOpen={onOpen} onClose={onClose} />;
    }
  }
}
