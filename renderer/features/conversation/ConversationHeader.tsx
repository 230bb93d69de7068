import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { TrustPill } from '../trust/TrustPill.tsx';
import { BackButton } from '../window/BackButton.tsx';
import styles from './ConversationHeader.module.css';

export function ConversationHeader({ conversation }: { readonly conversation: ConversationView }) {
  return (
    <header className={styles.header}>
      <BackButton />
      <Avatar hashname={conversation.person ?? conversation.id} name={conversation.name} size="small" />
      <h2 className={styles.name} title={conversation.name}>
        <bdi>{conversation.name}</bdi>
      </h2>
      {/* Nobody is looked for after a refusal: the note below says what to do. */}
      {conversation.refusal === undefined && conversation.group === undefined && (
        <TrustPill conversation={conversation} />
      )}
    </header>
  );
}
