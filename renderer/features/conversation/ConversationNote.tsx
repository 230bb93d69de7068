import type { ReactNode } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectContact } from '../../store/people-slice.ts';
import { usualWords } from '../contact/contact-words.ts';
import { unblockPerson } from '../people/block-person.ts';
import { isReached } from '../trust/trust-words.ts';
import styles from './ConversationNote.module.css';
import { NewDeviceQuestion } from './NewDeviceQuestion.tsx';

const REFUSALS = {
  'invite-unknown': 'chat.refused.inviteUnknown',
  'invite-used': 'chat.refused.inviteUsed',
  'invite-expired': 'chat.refused.inviteExpired',
} as const satisfies Record<NonNullable<ConversationView['refusal']>, MessageKey>;

/** What one should know before writing: how far getting to know each other has come, and whether they are here. */
export function ConversationNote({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const showAdd = useAppStore((state) => state.showAdd);
  const contact = useAppStore(selectContact(conversation.person));
  const { name, state, refusal, newDevice, trust } = conversation;
  if (contact?.isBlocked === true) {
    return (
      <Note text={t('contact.blocked', { name })}>
        <Button look="quiet" onClick={() => void unblockPerson(contact.person)}>
          {t('contact.unblock', { name })}
        </Button>
      </Note>
    );
  }
  if (refusal !== undefined) {
    return (
      <Note tone="look" text={t(REFUSALS[refusal], { name })}>
        <Button look="quiet" onClick={() => showAdd()}>
          {t('chat.pasteNewInvite')}
        </Button>
      </Note>
    );
  }
  if (newDevice !== undefined) return <NewDeviceQuestion conversation={conversation} device={newDevice.device} />;
  if (state === 'invited') return <Note text={t(isReached(trust) ? 'chat.asked' : 'chat.invited', { name })} />;
  const usually = contact === undefined ? null : usualWords(contact, t);
  return trust.state === 'waiting' && usually !== null ? <Note text={usually} /> : null;
}

interface NoteProps {
  readonly text: string;
  readonly tone?: 'look';
  readonly children?: ReactNode;
}

function Note({ text, tone, children }: NoteProps) {
  return (
    <p className={styles.note} data-tone={tone} role="status">
      <span>{text}</span>
      {children}
    </p>
  );
}
