import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import type { ConversationId, ConversationView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { tell } from '../../components/toasts.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectContact } from '../../store/people-slice.ts';
import { NoWay } from './NoWay.tsx';
import { supportText } from './support-text.ts';
import { TrustDetails } from './TrustDetails.tsx';
import { TrustDrawing } from './TrustDrawing.tsx';
import styles from './TrustPanel.module.css';
import { TrustWho } from './TrustWho.tsx';
import type { TrustWords } from './trust-words.ts';

interface TrustPanelProps {
  readonly conversation: ConversationView;
  readonly words: TrustWords;
}

async function lookAgain(conversationId: ConversationId): Promise<void> {
  const answer = await bridge.lookAgain({ conversationId });
  if (!answer.ok) tell(answer.error === 'unknown-conversation' ? 'problem.conversationGone' : 'problem.ours');
}

/** Readable in ten seconds: one sentence, a drawing, who can learn what; everything else is folded away. */
export function TrustPanel({ conversation, words }: TrustPanelProps) {
  const t = useTranslate();
  const network = useAppStore((state) => state.network);
  const contact = useAppStore(selectContact(conversation.person));
  const version = useAppStore((state) => state.version);
  const [isDetailed, setDetailed] = useState(false);
  const { id, name } = conversation;
  return (
    <div className={styles.panel}>
      <Popover.Title className="spoken">{t('trust.title', { name })}</Popover.Title>
      <TrustDrawing
        name={name}
        person={conversation.person ?? id}
        via={conversation.trust.via}
        joint={words.joint}
        label={words.drawing}
      />
      <Popover.Description className={styles.sentence ?? ''}>{words.sentence}</Popover.Description>
      {words.learn !== null && <p className={styles.learn}>{words.learn}</p>}
      {words.needsWay && <NoWay />}
      {words.canLookAgain && <Button onClick={() => void lookAgain(id)}>{t('trust.lookAgain')}</Button>}
      {contact?.state === 'contact' && <TrustWho contact={contact} />}
      <details className={styles.details} onToggle={(event) => setDetailed(event.currentTarget.open)}>
        <summary>{t('trust.details')}</summary>
        {isDetailed && <TrustDetails conversation={conversation} />}
        <CopyButton
          text={supportText(conversation, network, version)}
          labelKey="trust.copyForSupport"
          copiedKey="trust.copied"
        />
      </details>
    </div>
  );
}
