import type { ConversationView, MessageId } from '../../../electron/bridge/contract.ts';
import type { MessagePage } from '../../store/message-page.ts';
import { Composer } from '../composer/Composer.tsx';
import { DropTarget } from '../composer/DropTarget.tsx';
import { ClosedComposer } from '../groups/ClosedComposer.tsx';
import { closedKey } from '../groups/group-people.ts';
import { InvitationCard } from '../groups/InvitationCard.tsx';
import styles from './ChatBody.module.css';
import { ConversationNote } from './ConversationNote.tsx';
import { MessageList } from './MessageList.tsx';

interface ChatBodyProps {
  readonly conversation: ConversationView;
  readonly page: MessagePage | undefined;
  readonly onOpenPhoto: (messageId: MessageId, index: number) => void;
}

/** What was said and where one writes; for a group one does not belong to, what can be done instead. */
export function ChatBody({ conversation, page, onOpenPhoto }: ChatBodyProps) {
  if (conversation.group?.state === 'invited') return <InvitationCard conversation={conversation} />;
  const list = <MessageList conversation={conversation} page={page} onOpenPhoto={onOpenPhoto} />;
  if (closedKey(conversation.group) !== null) {
    return (
      <div className={styles.closed}>
        {list}
        <ClosedComposer conversation={conversation} />
      </div>
    );
  }
  return (
    <DropTarget conversation={conversation}>
      {list}
      <ConversationNote conversation={conversation} />
      <Composer id={conversation.id} name={conversation.name} />
    </DropTarget>
  );
}
