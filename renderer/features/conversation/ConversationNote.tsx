import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './ConversationNote.module.css';

const REFUSALS = {
  'invite-unknown': 'chat.refused.inviteUnknown',
  'invite-used': 'chat.refused.inviteUsed',
  'invite-expired': 'chat.refused.inviteExpired',
} as const satisfies Record<NonNullable<ConversationView['refusal']>, MessageKey>;

/** How far getting to know each other has come, until it is done. */
export function ConversationNote({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const showAdd = useAppStore((state) => state.showAdd);
  const { name, state, refusal } = conversation;
  if (refusal !== undefined) {
    return (
      <p className={styles.note} data-tone="look" role="status">
        <span>{t(REFUSALS[refusal], { name })}</span>
        <Button look="quiet" onClick={() => showAdd()}>
          {t('chat.pasteNewInvite')}
        </Button>
      </p>
    );
  }
  if (state !== 'invited') return null;
  return (
    <p className={styles.note} role="status">
      {t('chat.invited', { name })}
    </p>
  );
}
