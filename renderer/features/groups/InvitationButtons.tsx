import { useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { answerInvitation } from './group-actions.ts';
import styles from './InvitationButtons.module.css';

interface InvitationButtonsProps {
  readonly id: ConversationId;
  /** The group's, for the ear: in the list there may be several. */
  readonly name: string;
}

/** Yes or no to an invitation, in the list and in the chat. */
export function InvitationButtons({ id, name }: InvitationButtonsProps) {
  const t = useTranslate();
  const [isAnswering, setAnswering] = useState(false);
  const answer = async (isYes: boolean) => {
    setAnswering(true);
    await answerInvitation(id, isYes);
    setAnswering(false);
  };
  return (
    <div className={styles.buttons}>
      <Button
        look="main"
        disabled={isAnswering}
        aria-label={t('group.joinNamed', { name })}
        onClick={() => void answer(true)}
      >
        {t('group.join')}
      </Button>
      <Button disabled={isAnswering} aria-label={t('group.declineNamed', { name })} onClick={() => void answer(false)}>
        {t('group.decline')}
      </Button>
    </div>
  );
}
