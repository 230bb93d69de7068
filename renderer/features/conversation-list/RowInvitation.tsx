import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversation } from '../../store/conversations-slice.ts';
import { InvitationButtons } from '../groups/InvitationButtons.tsx';
import styles from './RowInvitation.module.css';

/** Under the row of a group that one was invited to: yes or no, without opening it. */
export function RowInvitation({ id }: { readonly id: ConversationId }) {
  const conversation = useAppStore(selectConversation(id));
  if (conversation?.group?.state !== 'invited') return null;
  return (
    <div className={styles.invitation}>
      <InvitationButtons id={id} name={conversation.name} />
    </div>
  );
}
