import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { InvitationButtons } from './InvitationButtons.tsx';
import styles from './InvitationCard.module.css';

/** In place of a chat that one was invited to: by whom, to what, and what a yes means. */
export function InvitationCard({ conversation }: { readonly conversation: ConversationView }) {
  const t = useTranslate();
  const { id, name, group } = conversation;
  const by = group?.invitedBy;
  return (
    <div className={styles.place}>
      <section className={styles.card} aria-label={t('group.invitationLabel', { name })}>
        <Avatar hashname={id} name={name} size="large" />
        <h3 className={styles.name} dir="auto">
          {name}
        </h3>
        <p>{by === undefined ? t('group.invitedBySomeone') : t('group.invitedBy', { name: by })}</p>
        <p className={styles.hint}>{t('group.joinHint')}</p>
        <InvitationButtons id={id} name={name} />
      </section>
    </div>
  );
}
